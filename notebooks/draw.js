// Draws charts of Vega-Lite as SVG: a JSON array of charts on standard input, one of pictures on standard output. A
// chart that cannot be drawn is null.
import { text } from 'node:stream/consumers';
import { None, View, parse } from 'vega';
import { compile } from 'vega-lite';

/** No chart fetches anything: what it shows stands in it. */
const nothing = { load: () => Promise.reject(new Error('A chart has its data within.')) };

async function drawn(chart) {
  try {
    const { spec } = compile(chart, { logger: silent() });
    const view = new View(parse(spec), { renderer: 'none', logLevel: None, loader: nothing });
    return await view.toSVG();
  } catch (error) {
    process.stderr.write(`draw.js: ${error.message}\n`);
    return null;
  }
}

/** A chart written for an older Vega-Lite is drawn all the same, and nobody reads a warning here. */
function silent() {
  const same = () => logger;
  const logger = { level: same, error: same, warn: same, info: same, debug: same };
  return logger;
}

const charts = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await Promise.all(charts.map(drawn))));
