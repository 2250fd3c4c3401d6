// What figures are made of: elements, numbers as text, tables, and charts between words and a table.
'use strict';

const unique = values => [...new Set(values)];
const least = values => values.reduce((a, b) => Math.min(a, b), Infinity);
const greatest = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const isNarrow = () => innerWidth < 640;

// --- text --------------------------------------------------------------------------------------------------------------

const escaped = text => echarts.format.encodeHTML(String(text));
const percent = share => Number.isFinite(share) ? (100 * share).toFixed(1) + ' %' : '–';

/** Text that fits beside a chart. */
function short(text) {
  const room = isNarrow() ? 13 : 20;
  return text.length > room ? text.slice(0, room - 1) + '…' : text;
}

function rounded(value, digits) {
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 10000)
    ? value.toExponential(Math.max(0, digits - 2)) : String(Number(value.toPrecision(digits)));
}
/** What JSON has no word for was not measured, or is not finite. */
const number = value => Number.isFinite(value) ? rounded(value, 4) : '–';
/** At an axis, where neighbours must differ, and take little room. */
const tick = value => rounded(value, 3).replace('.0e', 'e');

// --- elements ----------------------------------------------------------------------------------------------------------

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    key in made ? made[key] = value : made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const items = lines => lines.map(line => element('li', { textContent: line }));

function table(caption, titles, rows) {
  return element('table', {},
    element('caption', { textContent: caption }),
    element('thead', {}, element('tr', {}, ...titles.map(title => element('th', { scope: 'col', textContent: title })))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((cell, i) =>
      element(i ? 'td' : 'th', i ? { textContent: cell } : { scope: 'row', textContent: cell }))))));
}

// --- colours -----------------------------------------------------------------------------------------------------------

const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/** As the Web Content Accessibility Guidelines 2 define it. */
function luminance(color) {
  const [red, green, blue] = echarts.color.parse(color).map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever stands out more: at least 4.5 to 1 on any colour, as 1.05 / 0.05 is more than 4.5 squared. */
const inkOn = color => (luminance(color) + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff';

const tooltip = () => ({
  backgroundColor: css('raised'), borderColor: css('rule'), textStyle: { color: css('ink'), fontSize: 13 }, confine: true,
});

const axis = () => ({
  axisLine: { lineStyle: { color: css('faint') } },
  axisTick: { lineStyle: { color: css('faint') } },
  axisLabel: { color: css('faint'), hideOverlap: true },
  nameTextStyle: { color: css('faint') },
  splitLine: { lineStyle: { color: css('rule') } },
});

// --- figures -----------------------------------------------------------------------------------------------------------

/**
 * A chart, lines of text above it, some more and its data as a table below; where there is nothing to draw, the lines stand alone.
 * A table is made when it is opened, for it may be long.
 */
class Figure {

  static #LINE = 14;

  constructor(place) {
    this.lines = element('ul', { className: 'lines', hidden: true });
    this.place = element('div', { className: 'chart', role: 'img', hidden: true });
    this.under = element('p', { className: 'under' });
    this.scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'region' });
    const summary = element('summary', { textContent: 'Data as a table' });
    summary.addEventListener('click', () => { if (!this.details.open) this.#fill(); });
    this.details = element('details', { hidden: true }, summary, this.scroll);
    place.append(this.lines, this.place, this.under, this.details);
  }

  /** Lines of text, and nothing else. */
  say(...lines) {
    this.draw({ lines });
  }

  /** Draws it anew; rows is a function that makes the table. */
  draw({ option, label, lines = [], under = '', rows, ends = [], click = () => {} }) {
    this.lines.replaceChildren(...items(lines));
    this.lines.hidden = lines.length === 0;
    this.place.hidden = !option;
    this.under.textContent = under;
    this.details.hidden = !rows;
    this.click = click;
    this.rows = rows;
    if (rows && this.details.open) this.#fill();
    if (!option) return;
    this.place.setAttribute('aria-label', label + '. All numbers are in the table below.');
    this.place.style.minHeight = ends.length * Figure.#LINE + option.grid.top + option.grid.bottom + 'px';
    this.chart ??= this.#begin();
    this.chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', color: css('ink') }, ...option }, true);
    this.ends = ends;
    this.#resize();
  }

  #begin() {
    const chart = echarts.init(this.place, null, { renderer: 'svg' });
    chart.on('click', hit => this.click(hit));
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(this.place);
    return chart;
  }

  #fill() {
    const made = this.rows();
    this.scroll.replaceChildren(made);
    this.scroll.setAttribute('aria-label', made.caption.textContent);
  }

  #resize() {
    if (this.place.hidden) return;
    if (this.chart.getWidth() !== this.place.clientWidth || this.chart.getHeight() !== this.place.clientHeight) this.chart.resize();
    this.#spread();
    this.chart.getZr().flush(); // Paper does not wait for the next frame.
  }

  /** Lets one line stand out, or none. */
  emphasize(name) {
    if (!this.chart || this.place.hidden) return;
    this.chart.dispatchAction({ type: 'downplay' });
    if (name !== undefined) this.chart.dispatchAction({ type: 'highlight', seriesName: name });
  }

  /** Moves the labels at the ends of lines apart, and keeps them off the axis. */
  #spread() {
    if (this.ends.length === 0) return;
    const { top, bottom } = this.chart.getOption().grid[0];
    const places = this.ends.map(end => ({ id: end.id, from: this.chart.convertToPixel({ yAxisIndex: 0 }, end.y) }))
      .sort((a, b) => a.from - b.from);
    let free = top;
    for (const place of places) {
      place.to = Math.max(place.from, free);
      free = place.to + Figure.#LINE;
    }
    let last = this.chart.getHeight() - bottom - Figure.#LINE / 2;
    for (const place of places.reverse()) {
      place.to = Math.min(place.to, last);
      last = place.to - Figure.#LINE;
    }
    this.chart.setOption({ series: places.map(place => ({ id: place.id, endLabel: { offset: [0, place.to - place.from] } })) });
  }

  remove() {
    this.observer?.disconnect();
    this.chart?.dispose();
  }
}
