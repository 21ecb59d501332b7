using Compare.Engines.Abstractions.Workloads;
using static Compare.Workloads.Services.WebSessionTypes;

namespace Compare.Workloads.Services;

/// <summary>Serves the same requests without a heap, and counts.</summary>
internal static class WebSessionModel
{
    private const int ObjectsPerRequest = 3;
    private const int ObjectsPerItem = 2;

    /// <summary>Counts what a run allocates, and what it keeps when it has served its last request.</summary>
    /// <param name="settings">The parameters.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The exact expectation.</returns>
    public static WorkloadExpectation Expect(in WebSessionSettings settings, ulong seed)
    {
        WebRequestStream stream = new(settings, seed);
        Place[] places = new Place[settings.Sessions];
        long tableBytes = (2 * Table.NominalBytes(0))
            + Table.NominalBufferBytes(0, settings.Sessions) + Table.NominalBufferBytes(0, settings.Handlers);
        long objects = 2 + (2L * settings.Handlers);
        long bytes = tableBytes + (settings.Handlers * (Handler.NominalBytes(0) + Bytes.NominalBytes(TemplateBytes)));
        long liveObjects = objects;
        long liveBytes = bytes;
        for (int number = 0; number < settings.Requests; number++)
        {
            ref Place swept = ref places[number % settings.Sessions];
            if (swept.Ends <= number)
            {
                swept = default;
            }

            ref Place place = ref places[stream.NextPlace()];
            if (place.Ends <= number)
            {
                place = new() { Ends = number + stream.NextLife(), Objects = 1, Bytes = Session.NominalBytes(0) };
                objects++;
                bytes += Session.NominalBytes(0);
            }

            _ = stream.NextHandler();
            int requestBytes = stream.NextBytes();
            _ = stream.NextIsCyclic();
            long ownObjects = ObjectsPerRequest;
            long ownBytes = FixedBytes(requestBytes);
            for (long filled = ownBytes; filled < requestBytes;)
            {
                _ = stream.NextItem(out int body, out bool survives);
                long item = ItemBytes(body);
                filled += item;
                objects += survives ? ObjectsPerItem : 0;
                bytes += survives ? item : 0;
                place.Objects += survives ? ObjectsPerItem : 0;
                place.Bytes += survives ? item : 0;
                ownObjects += survives ? 0 : ObjectsPerItem;
                ownBytes += survives ? 0 : item;
            }

            objects += ownObjects;
            bytes += ownBytes;
            if (number == settings.Requests - 1)
            {
                liveObjects += ownObjects;
                liveBytes += ownBytes;
            }
        }

        foreach (Place place in places)
        {
            liveObjects += place.Objects;
            liveBytes += place.Bytes;
        }

        return new(objects, bytes, liveObjects, liveBytes);
    }

    /// <summary>A session, or nothing when all is 0.</summary>
    private struct Place
    {
        public int Ends;
        public long Objects;
        public long Bytes;
    }
}
