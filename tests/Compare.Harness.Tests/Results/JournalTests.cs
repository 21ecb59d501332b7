using System.Text.Json;
using Compare.Harness.Results;
using Compare.Harness.Tests.Fakes;

namespace Compare.Harness.Tests.Results;

public sealed class JournalTests
{
    private static byte[] Lines(int count)
    {
        using MemoryStream stream = new();
        using (JournalWriter writer = new(stream))
        {
            for (int i = 0; i < count; i++)
            {
                writer.Append(TestRows.Entry("cpython:3.14", i));
            }

            return stream.ToArray();
        }
    }

    [Fact]
    public void What_is_appended_is_read_back()
    {
        Journal journal = Journal.Parse(Lines(3));

        Assert.Empty(journal.Damage);
        Assert.Equal([TestRows.Entry("cpython:3.14", 0), TestRows.Entry("cpython:3.14", 1), TestRows.Entry("cpython:3.14", 2)], journal.Entries);
    }

    [Fact]
    public void A_journal_cut_at_any_byte_keeps_every_whole_line_and_reports_the_rest()
    {
        byte[] bytes = Lines(3);
        int[] ends = [.. bytes.Index().Where(pair => pair.Item == (byte)'\n').Select(pair => pair.Index + 1)];

        for (int length = 0; length <= bytes.Length; length++)
        {
            Journal journal = Journal.Parse(bytes.AsSpan(0, length));
            int whole = ends.Count(end => end <= length);

            Assert.Equal(whole, journal.Entries.Count);
            Assert.Equal(whole == 0 ? 0 : ends[whole - 1], journal.WholeBytes);
            Assert.Equal(length == journal.WholeBytes ? 0 : 1, journal.Damage.Count);
        }
    }

    [Fact]
    public void Appending_behind_a_cut_line_gives_a_whole_journal()
    {
        byte[] bytes = Lines(2);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            using TestDirectory directory = new();
            string path = directory.File("journal.jsonl");
            File.WriteAllBytes(path, bytes[..length]);
            Journal cut = Journal.Read(path);
            using (JournalWriter writer = JournalWriter.Append(path, cut.WholeBytes))
            {
                writer.Append(TestRows.Entry("pypy", 7));
            }

            Journal journal = Journal.Read(path);

            Assert.Empty(journal.Damage);
            Assert.Equal(cut.Entries.Append(TestRows.Entry("pypy", 7)), journal.Entries);
        }
    }

    [Fact]
    public void A_damaged_line_in_the_middle_is_reported_by_number_and_the_rest_is_kept()
    {
        byte[] bytes = Lines(3);
        int second = Array.IndexOf(bytes, (byte)'\n') + 1;
        bytes[second] = (byte)'#';

        Journal journal = Journal.Parse(bytes);

        Assert.Equal([0, 2], journal.Entries.Select(entry => entry.Invocation));
        Assert.Contains("Line 2 of journal.jsonl is damaged", Assert.Single(journal.Damage), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invocation_that_is_there_twice_counts_once()
    {
        Journal journal = Journal.Parse([.. Lines(2), .. Lines(2)]);

        Assert.Equal(2, journal.Entries.Count);
    }

    [Fact]
    public void A_full_disk_leaves_the_lines_before_it()
    {
        using FullStream stream = new(room: 1_000);
        using JournalWriter writer = new(stream);
        int written = 0;

        Assert.Throws<IOException>(() =>
        {
            for (; written < 100; written++)
            {
                writer.Append(TestRows.Entry("clr", written));
            }
        });

        Assert.InRange(written, 1, 99);
        Assert.Equal(written, Journal.Parse(stream.ToArray()).Entries.Count);
    }

    [Fact]
    public void Statuses_are_written_by_the_names_of_the_tables()
    {
        JournalEntry entry = TestRows.Entry("clr", 0);
        entry = entry with { Row = entry.Row with { Status = CellStatus.NotApplicable } };

        string json = JsonSerializer.Serialize(entry, ResultJson.Default.JournalEntry);

        Assert.Contains("\"status\":\"not_applicable\"", json, StringComparison.Ordinal);
        Assert.Equal(entry, JsonSerializer.Deserialize(json, ResultJson.Default.JournalEntry));
    }

    /// <summary>A disk with little room: it takes what fits and then fails, as a file system does.</summary>
    private sealed class FullStream(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = (int)Math.Min(buffer.Length, room - Length);
            foreach (byte value in buffer[..fits])
            {
                WriteByte(value);
            }

            if (fits < buffer.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
