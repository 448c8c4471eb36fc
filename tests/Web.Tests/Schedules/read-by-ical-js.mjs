// Reads an iCalendar file by ical.js, a parser of calendar programs, and writes what it holds as JSON.
// Usage: node read-by-ical-js.mjs CLIENT-FOLDER FILE
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [client, file] = process.argv.slice(2);
const { default: ICAL } = await import(
  pathToFileURL(createRequire(join(client, 'package.json')).resolve('ical.js')).href
);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));
const value = (event, name) => event.getFirstPropertyValue(name)?.toString() ?? null;
process.stdout.write(
  JSON.stringify({
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    events: calendar.getAllSubcomponents('vevent').map((event) => ({
      uid: value(event, 'uid'),
      summary: value(event, 'summary'),
      location: value(event, 'location'),
      description: value(event, 'description'),
      categories: value(event, 'categories'),
      url: value(event, 'url'),
      status: value(event, 'status'),
      start: event.getFirstPropertyValue('dtstart').toJSDate().toISOString(),
      end: event.getFirstPropertyValue('dtend').toJSDate().toISOString(),
    })),
  }),
);
