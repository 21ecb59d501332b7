using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Abstractions.Parameters;
using Compare.Engines.Abstractions.Types;
using Compare.Engines.Abstractions.Workloads;
using Compare.Workloads.Objects;
using Compare.Workloads.Randomness;
using static Compare.Workloads.Services.WebSessionSettings;

namespace Compare.Workloads.Services;

/// <summary>
/// A web server: objects of the request, of the session and of the program. Each request is timed, in a closed loop or at a rate.
/// </summary>
/// <remarks>
/// Generations are made for this: nearly all of a request dies with it, and what goes into the session is stored into an old
/// object. A session dies in middle age. Counting reclaims a request at once, where its response does not refer back to it
/// (frameworks often have it so), and pays for a session's end within the request that ends it; tracing pays whenever its turn
/// comes. At a rate the requests that arrive during a pause wait, so that one pause is paid for by many.
/// </remarks>
public sealed class WebSession : IWorkload
{
    private const int NextField = 0;
    private const int BodyField = 1;
    private const int HandlerField = 0;
    private const int SessionField = 1;
    private const int ItemsField = 2;
    private const int ResponseField = 3;
    private const int ResponseBodyField = 0;
    private const int BackField = 1;
    private const int EndsWord = 0;
    private const int CountWord = 1;
    private const long Done = 200;

    private static readonly Sizes s_sizes = new(
        new Dictionary<string, string>
        {
            [RequestsKey] = "40",
            [SessionsKey] = "10",
            [LifeKey] = "20",
            [MostKey] = "64KiB",
            [HandlersKey] = "50",
        },
        new Dictionary<string, string> { [RequestsKey] = "1000000", [LifeKey] = "100000", [SessionsKey] = "10000" });

    /// <inheritdoc/>
    public string Name => "web-session";

    /// <inheritdoc/>
    public string Summary => "Lifetimes of request, session and program side by side, with the latency of every request.";

    /// <inheritdoc/>
    public string Source =>
        "Ours; requests of 2 KiB to 2 MiB, half of them up to 4 KiB, a quarter up to 8 KiB and so on; 3 % of the items survive "
        + "into sessions that live for 20000 requests on average.";

    /// <inheritdoc/>
    public IReadOnlyList<ParameterDescription> Parameters { get; } =
    [
        Integer(RequestsKey, "Requests served.", "50000", 100_000_000),
        ArrivalSchedule.RateParameter,
        ArrivalSchedule.ArrivalParameter,
        Bytes(LeastKey, "Bytes that the smallest requests allocate.", "2KiB"),
        Bytes(MostKey, "Bytes that the largest requests allocate.", "2MiB"),
        Share(SurviveKey, "Share of a request's items that survive into the session.", "0.03"),
        Integer(SessionsKey, "Places for sessions; a request belongs to any of them.", "2000", 1 << 24),
        Integer(LifeKey, "Mean life of a session, requests of the server.", "20000", 500_000_000),
        Share(CyclicKey, "Share of the requests whose response refers back to them.", "0.05"),
        Integer(HandlersKey, "Handlers that live as long as the program.", "10000", 1 << 24),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> GetSize(WorkloadSize size) => s_sizes[size];

    /// <inheritdoc/>
    public long CountRequests(ParameterValues parameters) => parameters.Integer(RequestsKey);

    /// <inheritdoc/>
    public WorkloadExpectation Expect(ParameterValues parameters, ulong seed) =>
        WebSessionModel.Expect(WebSessionSettings.From(parameters), seed);

    /// <inheritdoc/>
    public ulong Run<THeap, TRef>(THeap heap, WorkloadRun run)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        WebSessionSettings settings = WebSessionSettings.From(run.Parameters);
        WebRequestStream stream = new(settings, run.Seed);
        ArrivalSchedule schedule = new(run.Parameters, run.Seed);
        Handles handles = new()
        {
            Session = heap.Register(WebSessionTypes.Session),
            Request = heap.Register(WebSessionTypes.Request),
            Response = heap.Register(WebSessionTypes.Response),
            Item = heap.Register(WebSessionTypes.Item),
            Bytes = heap.Register(WebSessionTypes.Bytes),
        };
        Digest digest = default;
        ServerFrame<TRef> frame = default;
        heap.Enter(ref frame);

        run.Phase("start");
        Start<THeap, TRef>(heap, ref frame, handles, settings);

        run.Phase("serve");
        run.ServingBegins();
        for (int number = 0; number < settings.Requests; number++)
        {
            run.RequestBegins(schedule.Next());
            Sweep<THeap, TRef>(heap, ref frame, number, number % settings.Sessions, ref digest);
            FindSession<THeap, TRef>(heap, ref frame, handles, number, ref stream, ref digest);
            Answer<THeap, TRef>(heap, ref frame, handles, number, ref stream, ref digest);
            if (number == settings.Requests - 1)
            {
                run.Peak();
            }

            digest.Add(SumItems<THeap, TRef>(heap, heap.Borrow(frame.Request, ItemsField)));
            digest.Add(heap.GetWord(heap.Borrow(frame.Request, HandlerField), 0));
            digest.Add(heap.ElementBytes(heap.Borrow(frame.Response, ResponseBodyField))[^1]);
            heap.Clear(ref frame.Session);
            heap.Clear(ref frame.Response);
            heap.Clear(ref frame.Request);
            heap.SafePoint();
            run.RequestEnds();
        }

        for (int place = 0; place < settings.Sessions; place++)
        {
            Sweep<THeap, TRef>(heap, ref frame, int.MaxValue, place, ref digest);
        }

        heap.Leave(ref frame);
        return digest.Value;
    }

    private static void Start<THeap, TRef>(
        THeap heap, ref ServerFrame<TRef> frame, in Handles handles, in WebSessionSettings settings)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TypeHandle table = heap.Register(WebSessionTypes.Table);
        TypeHandle handler = heap.Register(WebSessionTypes.Handler);
        heap.New(ref frame.Sessions, table);
        heap.ResizeBuffer(ref frame.Sessions, 0, settings.Sessions);
        heap.New(ref frame.Handlers, table);
        heap.ResizeBuffer(ref frame.Handlers, 0, settings.Handlers);
        for (int i = 0; i < settings.Handlers; i++)
        {
            heap.New(ref frame.Item, handler);
            heap.SetWord(frame.Item, 0, i);
            heap.NewArray(ref frame.Body, handles.Bytes, WebSessionTypes.TemplateBytes);
            heap.ElementBytes(frame.Body).Clear();
            heap.StoreTake(frame.Item, 0, heap.Move(ref frame.Body));
            heap.StoreItemTake(frame.Handlers, 0, i, heap.Move(ref frame.Item));
            heap.SafePoint();
        }
    }

    /// <summary>Ends the session in a place when its time is over, and sums up what it collected.</summary>
    private static void Sweep<THeap, TRef>(THeap heap, ref ServerFrame<TRef> frame, int number, int place, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        TRef session = heap.BorrowItem(frame.Sessions, 0, place);
        if (!heap.IsNull(session) && heap.GetWord(session, EndsWord) <= number)
        {
            digest.Add(heap.GetWord(session, CountWord));
            digest.Add(SumItems<THeap, TRef>(heap, heap.Borrow(session, 0)));
            heap.StoreItem(frame.Sessions, 0, place, default);
        }
    }

    /// <summary>Loads the session of the next request, a new one when there is none or its time is over.</summary>
    private static void FindSession<THeap, TRef>(
        THeap heap, ref ServerFrame<TRef> frame, in Handles handles, int number, ref WebRequestStream stream, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int place = stream.NextPlace();
        digest.Add(place);
        Sweep<THeap, TRef>(heap, ref frame, number, place, ref digest);
        heap.LoadItem(ref frame.Session, frame.Sessions, 0, place);
        if (heap.IsNull(frame.Session))
        {
            heap.New(ref frame.Session, handles.Session);
            heap.SetWord(frame.Session, EndsWord, number + stream.NextLife());
            heap.SetWord(frame.Session, CountWord, 0);
            heap.StoreItem(frame.Sessions, 0, place, frame.Session);
        }
    }

    /// <summary>Makes the request and its response, and the items that they need.</summary>
    private static void Answer<THeap, TRef>(
        THeap heap, ref ServerFrame<TRef> frame, in Handles handles, int number, ref WebRequestStream stream, ref Digest digest)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        int handler = stream.NextHandler();
        int bytes = stream.NextBytes();
        bool isCyclic = stream.NextIsCyclic();
        digest.Add(((long)bytes << 1) | (isCyclic ? 1L : 0));
        heap.New(ref frame.Request, handles.Request);
        heap.SetWord(frame.Request, 0, number);
        heap.Store(frame.Request, HandlerField, heap.BorrowItem(frame.Handlers, 0, handler));
        heap.Store(frame.Request, SessionField, frame.Session);
        for (long filled = WebSessionTypes.FixedBytes(bytes); filled < bytes;)
        {
            long item = stream.NextItem(out int body, out bool survives);
            NewItem<THeap, TRef>(heap, ref frame, handles, item, body);
            filled += WebSessionTypes.ItemBytes(body);
            if (survives)
            {
                Push<THeap, TRef>(heap, frame.Session, 0, ref frame.Item);
                heap.SetWord(frame.Session, CountWord, heap.GetWord(frame.Session, CountWord) + 1);
            }
            else
            {
                Push<THeap, TRef>(heap, frame.Request, ItemsField, ref frame.Item);
            }
        }

        heap.New(ref frame.Response, handles.Response);
        heap.SetWord(frame.Response, 0, Done);
        heap.NewArray(ref frame.Body, handles.Bytes, WebSessionTypes.BodyBytes(bytes));
        heap.ElementBytes(frame.Body).Fill((byte)number);
        heap.StoreTake(frame.Response, ResponseBodyField, heap.Move(ref frame.Body));
        heap.Store(frame.Request, ResponseField, frame.Response);
        if (isCyclic)
        {
            heap.Store(frame.Response, BackField, frame.Request);
        }
    }

    private static void NewItem<THeap, TRef>(THeap heap, ref ServerFrame<TRef> frame, in Handles handles, long number, int body)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.New(ref frame.Item, handles.Item);
        heap.SetWord(frame.Item, 0, number);
        heap.NewArray(ref frame.Body, handles.Bytes, body);
        heap.ElementBytes(frame.Body).Fill((byte)number);
        heap.StoreTake(frame.Item, BodyField, heap.Move(ref frame.Body));
    }

    /// <summary>Puts an item before those of its owner; the local becomes null.</summary>
    private static void Push<THeap, TRef>(THeap heap, TRef owner, int field, ref TRef item)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        heap.Store(item, NextField, heap.Borrow(owner, field));
        heap.StoreTake(owner, field, heap.Move(ref item));
    }

    /// <summary>Sums what the items of a chain tell of themselves.</summary>
    private static long SumItems<THeap, TRef>(THeap heap, TRef first)
        where THeap : struct, IHeap<TRef>
        where TRef : struct
    {
        long sum = 0;
        for (TRef item = first; !heap.IsNull(item); item = heap.Borrow(item, NextField))
        {
            TRef body = heap.Borrow(item, BodyField);
            sum = unchecked(sum + heap.GetWord(item, 0) + (heap.ElementBytes(body)[^1] * (long)heap.Length(body)));
        }

        return sum;
    }

    private static ParameterDescription Integer(string name, string summary, string defaultText, double maximum) =>
        new(name, ParameterKind.Integer, summary, defaultText) { Minimum = 1, Maximum = maximum };

    private static ParameterDescription Bytes(string name, string summary, string defaultText) =>
        new(name, ParameterKind.Bytes, summary, defaultText) { Minimum = 512, Maximum = 1 << 28 };

    private static ParameterDescription Share(string name, string summary, string defaultText) =>
        new(name, ParameterKind.Number, summary, defaultText) { Minimum = 0, Maximum = 1 };

    private readonly struct Handles
    {
        public TypeHandle Session { get; init; }

        public TypeHandle Request { get; init; }

        public TypeHandle Response { get; init; }

        public TypeHandle Item { get; init; }

        public TypeHandle Bytes { get; init; }
    }

    private ref struct ServerFrame<TRef> : IFrame<TRef>
        where TRef : struct
    {
        public FrameLink Link;
        public TRef Sessions;
        public TRef Handlers;
        public TRef Session;
        public TRef Request;
        public TRef Response;
        public TRef Item;
        public TRef Body;
    }
}
