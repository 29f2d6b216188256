import { afterEach, describe, expect, it } from "vitest";
import { calendarClock, DAY } from "../../src/core/calendar-clock";
import { errorOf, invalid } from "../assertions";
import fromPython from "../golden/calendar-clock.json" with { type: "json" };

const machine = process.env["TZ"];
afterEach(() => {
  if (machine === undefined) delete process.env["TZ"];
  else process.env["TZ"] = machine;
});

describe("calendarClock() against Python's zoneinfo", () => {
  it.each(["UTC", "Asia/Kolkata", "America/St_Johns"])("on a machine in %s", (zone) => {
    process.env["TZ"] = zone;
    for (const { timeZone, instant, reading } of fromPython.cases) {
      expect([timeZone, instant, calendarClock("fn", timeZone)(instant)]).toEqual([timeZone, instant, reading]);
    }
  });
});

describe("calendarClock()", () => {
  it.each(["UTC", "Europe/Berlin", "Pacific/Apia"])("reads a day as its own midnight in %s", (timeZone) => {
    const read = calendarClock("fn", timeZone);
    expect(read("1970-01-01")).toBe(0);
    expect(read("2026-03-30") - read("2026-03-29")).toBe(DAY);
    expect(read("0000-03-01") - read("0000-02-28")).toBe(2 * DAY);
  });

  it("puts the same time of two days whole days apart, though the clocks were changed between them", () => {
    const read = calendarClock("fn", "Europe/Berlin");
    const [before, after] = [Date.UTC(2026, 2, 28, 9), Date.UTC(2026, 2, 29, 8)];
    expect(after - before).toBe(DAY - 3_600_000);
    expect(read(after) - read(before)).toBe(DAY);
  });

  it("keeps fractions of a second, before 1970 too", () => {
    const read = calendarClock("fn", "Asia/Shanghai");
    expect(read(123.5)).toBe(8 * 3_600_000 + 123.5);
    expect(read(-0.25)).toBe(8 * 3_600_000 - 0.25);
  });

  it("reads every instant that a Date can hold, and the years that Date takes for others", () => {
    const read = calendarClock("fn", "Asia/Riyadh");
    expect(read(8.64e15) - 8.64e15).toBe(3 * 3_600_000);
    // before time zones, clocks went by the sun: in the database 3:06:52 ahead of London
    const sun = ((3 * 60 + 6) * 60 + 52) * 1000;
    for (const year of ["-271821-04-20", "-000099-01-01", "0000-01-01", "0050-06-01", "1899-12-31"]) {
      const instant = Date.parse(`${year}T00:00:00Z`);
      expect(read(instant) - instant).toBe(sun);
    }
  });

  it.each([
    ["an unknown name", "Europe/Atlantis", '"Europe/Atlantis"'],
    ["an offset, which not every engine knows", "+02:00", '"+02:00"'],
    ["no name", "", '""'],
    ["a number", 2, "2"],
    ["null", null, "null"],
    ["an object that reads like a name", { toString: () => "UTC" }, "an object (Object)"],
  ])("refuses %s", (_, timeZone, received) => {
    const rule = `be a name of an IANA time zone, such as "Europe/Berlin", received ${received}`;
    expect(errorOf(() => calendarClock("fn", timeZone))).toEqual(invalid("fn", "timeZone", rule));
  });
});
