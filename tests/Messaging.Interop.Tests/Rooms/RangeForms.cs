namespace Messaging.Interop.Tests.Rooms;

/// <summary>All forms of a range query, and the sequence numbers that each has to give of <see cref="SharedSeries"/> (TOPIC-79, TOPIC-80).</summary>
internal static class RangeForms
{
    // In words: originals 0 to 5, 9 and 10; edits 6 and 8 of 1, 7 of 3, 11 of 9. The times of 0 to 5 are @0, @10, @10, @20, @40
    // and @80; those of the others are years later and within a minute.
    public static TheoryData<string, string> All => new()
    {
        { "", "0 8 2 7 4 5 11 10" },
        { "forValues", "0 8 2 7 4 5 11 10" },
        { "fromStart", "0 8 2 7 4 5 11 10" },
        { "fromStart untilLast(0)", "0 8 2 7 4 5 11 10" },

        // Anchors.
        { "from(0)", "0 8 2 7 4 5 11 10" },
        { "from(2)", "2 7 4 5 11 10" },
        { "from(6)", "11 10" },
        { "from(100)", "" },
        { "from(9007199254740991)", "" },
        { "from(@20)", "7 4 5 11 10" },
        { "from(@15)", "7 4 5 11 10" },
        { "from(@10)", "8 2 7 4 5 11 10" },
        { "fromLast(0)", "" },
        { "fromLast(3)", "5 11 10" },
        { "fromLast(100)", "0 8 2 7 4 5 11 10" },
        { "fromLastMillis(3600000)", "11 10" },
        { "fromLastMillis(4000000000000)", "0 8 2 7 4 5 11 10" },

        // Spans.
        { "to(3)", "0 8 2 7" },
        { "to(0)", "0" },
        { "to(100)", "0 8 2 7 4 5 11 10" },
        { "to(@10)", "0 8 2" },
        { "to(@19)", "0 8 2" },
        { "toStart", "" },
        { "fromStart toStart", "" },
        { "from(0) toStart", "0" },
        { "from(3) toStart", "0 8 2 7" },
        { "next(3)", "0 8 2" },
        { "next(0)", "" },
        { "nextMillis(10)", "0 8 2" },
        { "nextMillis(4000000000000)", "0 8 2 7 4 5 11 10" },
        { "untilLast(3)", "0 8 2 7 4 5" },
        { "untilLast(8)", "0" },
        { "untilLast(9)", "" },
        { "untilLastMillis(3600000)", "0 8 2 7 4 5" },
        { "previous(2)", "" },
        { "previousMillis(1000)", "" },

        // Both, forwards and backwards.
        { "from(2) to(5)", "2 7 4 5" },
        { "from(4) to(1)", "8 2 7 4" },
        { "from(2) to(2)", "2" },
        { "from(6) to(8)", "" },
        { "from(@10) to(@40)", "8 2 7 4" },
        { "from(@40) to(@10)", "8 2 7 4" },
        { "from(@11) to(@19)", "" },
        { "from(2) next(2)", "2 7 4" },
        { "from(5) next(1)", "5 11" },
        { "from(@20) next(1)", "7 4" },
        { "from(1) nextMillis(10)", "8 2 7" },
        { "from(@10) nextMillis(30)", "8 2 7 4" },
        { "from(4) previous(2)", "2 7 4" },
        { "from(9) previous(1)", "5 11" },
        { "from(4) previousMillis(20)", "7 4" },
        { "from(@40) previousMillis(30)", "8 2 7 4" },
        { "fromLast(4) untilLast(2)", "4 5 11" },
        { "fromLast(2) untilLast(4)", "4 5 11" },
        { "fromLast(1) previous(2)", "5 11 10" },
        { "fromLast(3) next(1)", "5 11" },
        { "fromLastMillis(3600000) previous(1)", "5" },
        { "fromLastMillis(3600000) toStart", "0 8 2 7 4 5" },

        // Limits, and that the latest call counts.
        { "limit(3)", "5 11 10" },
        { "fromLast(3) limit(2)", "11 10" },
        { "from(1) to(4) limit(2)", "7 4" },
        { "limit(0)", "" },
        { "limit(3) limit(100)", "0 8 2 7 4 5 11 10" },
        { "from(5) from(2) to(9) to(3)", "2 7" },

        // Values, with an edit range.
        { "from(0) to(3) editRange", "0 8 2 7" },
        { "from(0) to(3) editRange from(7)", "8 7" },
        { "from(0) to(3) editRange to(6)", "0 6 2 3" },
        { "from(0) to(3) editRange from(1) to(2)", "1 2" },
        { "from(0) to(3) editRange from(6) to(6)", "6" },
        { "editRange to(@80)", "0 1 2 3 4 5" },
        { "editRange fromLastMillis(3600000)", "8 7 11 10" },
        { "editRange from(3) limit(2)", "11 10" },

        // All edits.
        { "forEdits", "0 1 2 3 4 5 6 7 8 9 10 11" },
        { "forEdits allEdits", "0 1 2 3 4 5 6 7 8 9 10 11" },
        { "forEdits from(1) to(3)", "1 2 3 6 7 8" },
        { "forEdits to(@10)", "0 1 2 6 8" },
        { "forEdits from(1) to(3) allEdits from(7)", "7 8" },
        { "forEdits from(1) to(3) allEdits to(6)", "1 2 3 6" },
        { "forEdits fromLast(3)", "9 10 11" },
        { "forEdits fromLast(5)", "9 10 11" },
        { "forEdits next(3)", "0 1 2 6 8" },
        { "forEdits from(5) next(4)", "5 9 11" },
        { "forEdits untilLast(4)", "0 1 2 3 4 5 6 7 8" },
        { "forEdits limit(2)", "10 11" },

        // Latest edits.
        { "forEdits latestEdits", "0 1 2 3 4 5 7 8 9 10 11" },
        { "forEdits from(1) to(3) latestEdits", "1 2 3 7 8" },
        { "forEdits from(1) to(3) latestEdits from(3) next(4)", "3 6 7" },
        { "forEdits from(1) to(1) latestEdits untilLast(6)", "1 6" },
        { "forEdits latestEdits limit(3)", "9 10 11" },

        // Changing one's mind.
        { "from(5) forEdits", "0 1 2 3 4 5 6 7 8 9 10 11" },
        { "forEdits from(5) forValues from(1) to(2)", "8 2" },
        { "editRange from(7) forValues", "8 7 11 10" },
    };
}
