import { describe, expect, it } from "vitest";
import { readInstant } from "../../src/core/instant";

describe("readInstant()", () => {
  it("reads epoch milliseconds and dates", () => {
    expect(readInstant(0)).toBe(0);
    expect(readInstant(-1)).toBe(-1);
    expect(readInstant(new Date(1496311200123))).toBe(1496311200123);
  });

  it("reads -0 as 0, since no result holds -0", () => {
    expect(readInstant(-0)).toBe(0);
    expect(readInstant(new Date(-0))).toBe(0);
  });

  it("reads up to the ends of what a Date can hold", () => {
    expect(readInstant(8.64e15)).toBe(8.64e15);
    expect(readInstant(-8.64e15)).toBe(-8.64e15);
    expect(readInstant(8.64e15 + 1)).toBeNull();
    expect(readInstant(-8.64e15 - 1)).toBeNull();
  });

  const noon = Date.UTC(2017, 5, 1, 12, 0, 0);
  it.each([
    ["2017-06-01T12:00Z", noon],
    ["2017-06-01T12:00:00Z", noon],
    ["2017-06-01T12:00:00.000Z", noon],
    ["2017-06-01T12:00:00.5Z", noon + 500],
    ["2017-06-01T12:00:00.123456789Z", noon + 123],
    ["2017-06-01T05:00:00-07:00", noon],
    ["2017-06-01T05:00:00-0700", noon],
    ["2017-06-01T17:30+05:30", noon],
    ["2017-06-01T17:30:00.000+0530", noon],
    ["2017-06-02T02:00+14:00", noon],
    ["2017-06-01T12:00+00:00", noon],
    ["2017-06-01T12:00-00:00", noon],
    ["2017-05-31T23:59:59Z", Date.UTC(2017, 4, 31, 23, 59, 59)],
    ["1969-12-31T23:59:59.999Z", -1],
  ])("reads the time %s with its offset", (text, expected) => {
    expect(readInstant(text)).toBe(expected);
  });

  it.each(["2017-06-01", "2017-12-31", "2016-02-29", "2000-02-29", "2017-01-31", "0000-02-29", "0099-01-01"])(
    "keeps the day %s a day, since it has no time before a time zone gives it one",
    (day) => {
      expect(readInstant(day)).toBe(day);
    },
  );

  it.each([
    "2017-02-29",
    "2017-02-30",
    "1900-02-29",
    "2100-02-29",
    "2017-04-31",
    "2017-06-31",
    "2017-09-31",
    "2017-11-31",
    "2017-01-32",
    "2017-13-01",
    "2017-00-10",
    "2017-01-00",
    "2017-02-29T12:00Z",
    "2017-06-31T12:00:00+02:00",
  ])("refuses %s, which is on no calendar", (text) => {
    expect(readInstant(text)).toBeNull();
  });

  it.each([
    ["a time without an offset", "2017-06-01T12:00:00"],
    ["a time after a space", "2017-06-01 12:00:00Z"],
    ["the hour 24", "2017-06-01T24:00:00Z"],
    ["the minute 60", "2017-06-01T12:60:00Z"],
    ["a leap second", "2016-12-31T23:59:60Z"],
    ["a comma before the fraction", "2017-06-01T12:00:00,5Z"],
    ["ten digits of a fraction", "2017-06-01T12:00:00.1234567890Z"],
    ["an offset of a day", "2017-06-01T12:00+24:00"],
    ["an offset with 60 minutes", "2017-06-01T12:00+05:60"],
    ["an offset of hours only", "2017-06-01T12:00+05"],
    ["a small z", "2017-06-01T12:00z"],
    ["a day with an offset", "2017-06-01Z"],
    ["a month without a day", "2017-06"],
    ["a year", "2017"],
    ["an ISO week", "2017-W22"],
    ["digits without dashes", "20170601"],
    ["one digit for the day", "2017-6-1"],
    ["an American date", "06/01/2017"],
    ["words", "June 1, 2017"],
    ["epoch milliseconds in words", "1496311200123"],
    ["spaces round it", " 2017-06-01"],
    ["a line after it", "2017-06-01\n"],
    ["other digits", "２０１７-06-01"],
    ["a year of six digits", "+002017-06-01T12:00Z"],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(readInstant(text)).toBeNull();
  });

  it.each([
    ["NaN", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["an invalid Date", new Date("no")],
    ["null", null],
    ["undefined", undefined],
    ["true", true],
    ["a bigint", 1496311200123n],
    ["a symbol", Symbol("now")],
    ["an object", { getTime: (): number => 0 }],
    ["an array", [2017, 6, 1]],
    ["a function", Date.now],
    ["an object that turns into a date", { valueOf: () => 0, toString: () => "2017-06-01" }],
    ["a string object", new String("2017-06-01")],
  ])("refuses %s", (_, value) => {
    expect(readInstant(value)).toBeNull();
  });
});
