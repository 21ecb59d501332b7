using System.Text.Json;
using Compare.Engines.Abstractions.Heaps;
using Compare.Engines.Tests.Support;
using Compare.Workloads.Objects;
using Compare.Workloads.Objects.Numbers;
using Compare.Workloads.Objects.Sequences;
using Compare.Workloads.Objects.Tables;
using Compare.Workloads.Objects.Text;

namespace Compare.Workloads.Tests.Objects;

/// <summary>
/// Tables of the library's dictionaries and sets grow and shrink as PyPy recorded. Of its kinds these have the entries that a
/// program has here: dictionaries of strings, sets of integers.
/// </summary>
public sealed class PyPyTableGrowthTests
{
    private const string Strings = "dict of str";
    private const string Integers = "set of int";

    /// <summary>Entries before the recorded deletions.</summary>
    private const int Deleted = 3000;

    /// <summary>Recorded insertions up to here are made; what is behind follows the same rules at far greater cost.</summary>
    private const int MostInserted = 20_000;

    /// <summary>
    /// Entries inserted and left by deletions after which insertion enlarges the index at another time than PyPy's: there deleted
    /// entries count in the index after the entries have been made anew, which the rules of growth do not tell, and a table that
    /// became empty has none (50 and 0).
    /// </summary>
    private static readonly (int Count, int Kept)[] s_outlived =
        [(5, 0), (5, 1), (5, 2), (5, 4), (10, 1), (10, 5), (10, 9), (11, 0), (50, 0), (100, 0)];

    private static readonly RecordedFolder s_folder = new("PyPy", "pypy");

    public static TheoryData<string> Files => new(s_folder.Names("sizes-more-*.json"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Tables_pass_through_the_recorded_sizes(string file)
    {
        using JsonDocument document = s_folder.Read(file);
        new Tables(document.RootElement.GetProperty("growth")).RunBareOn("pypy");
    }

    private sealed class Tables(JsonElement growth) : ObjectProgram
    {
        protected override void Run<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame)
        {
            foreach (string kind in new[] { Strings, Integers })
            {
                Insertions(in py, ref frame, kind);
                Deletions(in py, ref frame, kind, isNewestFirst: true);
                Deletions(in py, ref frame, kind, isNewestFirst: false);
                Refills(in py, ref frame, kind);
                Copies(in py, ref frame, kind);
            }

            foreach (string name in new[] { "dict display of str", "dict.fromkeys", "set from list of int", "set display" })
            {
                Made(in py, ref frame, name);
            }
        }

        /// <summary>Gets the bytes of the index, those of its slots, and those of the entries, as the record has them.</summary>
        private static (int IndexBytes, int EntryBytes) State<THeap, TRef>(
            in Python<THeap, TRef> py, TRef table, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            int words = kind == Strings ? 3 : 2; // Key, value and hash, or key and hash.
            return (py.Heap.TableIndex(table, 0).Length, py.Heap.BufferLength(table, 0) * words * sizeof(long));
        }

        private static (int IndexBytes, int EntryBytes) Recorded(ReadOnlySpan<JsonElement> row) =>
            (row[0].GetInt32() * row[1].GetInt32(), row[2].GetInt32());

        private static JsonElement[] Cells(JsonElement row) => [.. row.EnumerateArray()];

        private static void New<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (kind == Strings)
            {
                PyDict.New(in py, ref local);
            }
            else
            {
                PySet.New(in py, ref local);
            }
        }

        private static int Count<THeap, TRef>(in Python<THeap, TRef> py, TRef table, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct =>
            kind == Strings ? PyDict.Count(in py, table) : PySet.Count(in py, table);

        private static void LoadKey<THeap, TRef>(in Python<THeap, TRef> py, ref TRef local, string kind, int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            if (kind == Strings)
            {
                PyStr.Load(in py, ref local, $"{number}");
            }
            else
            {
                PyInt.Load(in py, ref local, number);
            }
        }

        private static void Insert<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            LoadKey(in py, ref frame.E, kind, number);
            if (kind == Strings)
            {
                PyDict.Set(in py, ref frame.A, ref frame.E, ref frame.E);
            }
            else
            {
                Assert.True(PySet.Add(in py, ref frame.A, ref frame.E));
            }
        }

        private static void Delete<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int number)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            LoadKey(in py, ref frame.E, kind, number);
            Assert.True(kind == Strings
                ? PyDict.Remove(in py, ref frame.A, ref frame.E)
                : PySet.Discard(in py, ref frame.A, ref frame.E));
        }

        private void Insertions<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            New(in py, ref frame.A, kind);
            int inserted = 0;
            foreach (JsonElement[] row in growth.GetProperty(kind + " insert").EnumerateArray().Select(Cells))
            {
                int entries = row[0].GetInt32();
                if (entries > MostInserted)
                {
                    break;
                }

                (int, int) before = State(in py, frame.A, kind);
                while (inserted < entries)
                {
                    Assert.Equal((kind, inserted, before), (kind, inserted, State(in py, frame.A, kind)));
                    Insert(in py, ref frame, kind, ++inserted);
                }

                Assert.Equal((kind, inserted, Recorded(row.AsSpan(1))), (kind, inserted, State(in py, frame.A, kind)));
            }
        }

        private void Deletions<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, bool isNewestFirst)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            string name = $"{kind} delete {(isNewestFirst ? "newest" : "oldest")} first";
            New(in py, ref frame.A, kind);
            for (int i = 1; i <= Deleted; i++)
            {
                Insert(in py, ref frame, kind, i);
            }

            List<(int, (int, int))> ours = [];
            (int, int) before = (-1, -1);
            for (int left = Deleted - 1; left >= 0; left--)
            {
                Delete(in py, ref frame, kind, isNewestFirst ? left + 1 : Deleted - left);
                (int, int) now = State(in py, frame.A, kind);
                if (now != before)
                {
                    ours.Add((left, now));
                    before = now;
                }
            }

            (int, (int, int))[] recorded =
            [
                .. growth.GetProperty(name).EnumerateArray().Select(Cells)
                    .Select(row => (row[0].GetInt32(), Recorded(row.AsSpan(1)))),
            ];
            Assert.Equal((name, string.Join(' ', recorded)), (name, string.Join(' ', ours)));
        }

        private void Refills<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            List<(int Count, int Kept)> differing = [];
            foreach (JsonElement[] row in growth.GetProperty(kind + " delete then insert").EnumerateArray().Select(Cells))
            {
                int count = row[0].GetInt32();
                int kept = row[1].GetInt32();
                New(in py, ref frame.A, kind);
                for (int i = 0; i < count; i++)
                {
                    Insert(in py, ref frame, kind, i);
                }

                for (int i = 0; i < count - kept; i++)
                {
                    Delete(in py, ref frame, kind, i);
                }

                if (!IsRefilledAsRecorded(in py, ref frame, kind, count, Cells(row[2])))
                {
                    differing.Add((count, kept));
                }
            }

            Assert.Equal(s_outlived.Where(pair => pair.Kept > 0 || kind == Strings), differing);
        }

        private static bool IsRefilledAsRecorded<THeap, TRef>(
            in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind, int next, JsonElement[] steps)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            (int, int) before = State(in py, frame.A, kind);
            foreach (JsonElement[] step in steps.Select(Cells))
            {
                (int, int) now = before;
                while (now == before)
                {
                    Insert(in py, ref frame, kind, next++);
                    now = State(in py, frame.A, kind);
                }

                if ((step[0].GetInt32(), Recorded(step.AsSpan(1))) != (Count(in py, frame.A, kind), now))
                {
                    return false;
                }

                before = now;
            }

            return true;
        }

        private void Copies<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string kind)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            New(in py, ref frame.A, kind);
            int inserted = 0;
            foreach (JsonElement[] row in growth.GetProperty(kind + " copy").EnumerateArray().Select(Cells))
            {
                int entries = row[0].GetInt32();
                while (inserted < entries)
                {
                    Insert(in py, ref frame, kind, inserted++);
                }

                if (kind == Strings)
                {
                    PyDict.Copy(in py, ref frame.B, ref frame.A);
                }
                else
                {
                    PySet.Copy(in py, ref frame.B, ref frame.A);
                }

                Assert.Equal(
                    (kind, entries, Recorded(Cells(row[1])), Recorded(Cells(row[2]))),
                    (kind, entries, State(in py, frame.A, kind), State(in py, frame.B, kind)));
            }
        }

        private void Made<THeap, TRef>(in Python<THeap, TRef> py, ref ObjectLocals<TRef> frame, string name)
            where THeap : struct, IHeap<TRef>
            where TRef : struct
        {
            string kind = name.StartsWith("dict", StringComparison.Ordinal) ? Strings : Integers;
            foreach (JsonElement[] row in growth.GetProperty(name).EnumerateArray().Select(Cells))
            {
                int entries = row[0].GetInt32();
                if (name == "dict.fromkeys")
                {
                    PyList.New(in py, ref frame.B);
                    for (int i = 0; i < entries; i++)
                    {
                        PyStr.Load(in py, ref frame.E, $"k{i}");
                        PyList.Append(in py, ref frame.B, ref frame.E);
                    }

                    PyDict.FromKeys(in py, ref frame.A, ref frame.B, ref frame.C);
                }
                else
                {
                    New(in py, ref frame.A, kind);
                    if (name == "dict display of str")
                    {
                        PyDict.New(in py, ref frame.A, entries, strings: true);
                    }

                    for (int i = 0; i < entries; i++)
                    {
                        Insert(in py, ref frame, kind, i);
                    }
                }

                Assert.Equal((name, entries, Recorded(Cells(row[1]))), (name, entries, State(in py, frame.A, kind)));
            }
        }
    }
}
