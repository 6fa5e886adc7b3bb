// Prints the Dutch public holidays of a range of years, one "yyyy-mm-dd" a line, as date-holidays knows them.
import { createRequire } from "node:module";

const Holidays = createRequire(import.meta.url)("date-holidays");
const dutch = new Holidays("NL");
const [from, to] = process.argv.slice(2).map(Number);
for (let year = from; year <= to; year++) {
  for (const day of dutch.getHolidays(year)) {
    console.log(`${day.date.slice(0, 10)} ${day.type} ${day.rule}`);
  }
}
