// Text, tables, and figures. A figure is a chart with notes above it and its data as a table below it.
'use strict';

const unique = values => [...new Set(values)];
const minimum = values => values.reduce((a, b) => Math.min(a, b), Infinity);
const maximum = values => values.reduce((a, b) => Math.max(a, b), -Infinity);
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const isNarrow = () => innerWidth < 640;

// --- text --------------------------------------------------------------------------------------------------------------

const escaped = text => echarts.format.encodeHTML(String(text));
const percent = fraction => Number.isFinite(fraction) ? (100 * fraction).toFixed(1) + ' %' : '–';
const capitalized = text => text[0].toUpperCase() + text.slice(1);
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Shortens text to fit the space beside a chart. */
function shortened(text) {
  const length = isNarrow() ? 13 : 20;
  return text.length > length ? text.slice(0, length - 1) + '…' : text;
}

const isInDecimalRange = size => size >= 0.001 && size < 10000;

function rounded(value, digits) {
  return value === 0 || isInDecimalRange(Math.abs(value))
    ? String(Number(value.toPrecision(digits))) : value.toExponential(Math.max(0, digits - 2));
}

/** A number with four digits; a dash for null, which represents an unknown or non-finite number. */
const number = value => Number.isFinite(value) ? rounded(value, 4) : '–';

const exponential = value => value === 0 ? '0' : value.toExponential(2).replace(/\.?0*e\+?/, 'e');

/** The format of all ticks of an axis: with exponents if the number farthest from 0 needs one. */
function tickFormat(low, high) {
  const isDecimal = isInDecimalRange(Math.max(Math.abs(low), Math.abs(high)));
  return value => isDecimal ? String(Number(value.toPrecision(3))) : exponential(value);
}

/** The format of all ticks of a logarithmic axis: with exponents if one end needs one. */
function logTickFormat(low, high) {
  const isDecimal = isInDecimalRange(low) && isInDecimalRange(high);
  return value => isDecimal ? String(Number(value.toPrecision(3))) : exponential(value);
}

// --- elements ----------------------------------------------------------------------------------------------------------

function element(name, properties = {}, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    key in created ? created[key] = value : created.setAttribute(key, value);
  }
  created.append(...children);
  return created;
}

const items = lines => lines.map(line => element('li', { textContent: line }));

function table(caption, titles, rows) {
  return element('table', {},
    element('caption', { textContent: caption }),
    element('thead', {}, element('tr', {}, ...titles.map(title => element('th', { scope: 'col', textContent: title })))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((cell, i) =>
      element(i ? 'td' : 'th', i ? { textContent: cell } : { scope: 'row', textContent: cell }))))));
}

/** A table in an element that can be opened and closed. */
class Table {

  constructor(place) {
    this.scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'region' });
    this.details = element('details', { className: 'data', hidden: true },
      element('summary', { textContent: 'Data as a table' }), this.scroll);
    place.append(this.details);
  }

  /** Shows a table, or nothing. */
  show(content) {
    this.details.hidden = !content;
    this.scroll.replaceChildren(...(content ? [content] : []));
    if (content) this.scroll.setAttribute('aria-label', content.caption.textContent);
  }
}

// --- colors ------------------------------------------------------------------------------------------------------------

const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/** The relative luminance, as defined in the Web Content Accessibility Guidelines 2. */
function luminance(color) {
  const [red, green, blue] = echarts.color.parse(color).map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever has the higher contrast: at least 4.5 to 1 on any color, because 1.05 / 0.05 exceeds 4.5 squared. */
const textColorOn = color => (luminance(color) + 0.05) ** 2 > 1.05 * 0.05 ? '#000000' : '#ffffff';

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

/** A chart with notes above it, and a caption and its data as a table below it. Without data, only the notes are shown. */
class Figure {

  static #LABEL_HEIGHT = 14;

  /** Resolves when the chart is completely drawn. */
  finished = Promise.resolve();

  #resolveFinished = () => {};

  constructor(place) {
    this.notes = element('ul', { className: 'lines', hidden: true });
    this.place = element('div', { className: 'chart', role: 'img', hidden: true });
    this.caption = element('p', { className: 'caption' });
    place.append(this.notes, this.place, this.caption);
    this.table = new Table(place);
  }

  /** Shows notes without a chart. */
  showNotes(...notes) {
    this.draw({ notes });
  }

  /** Draws the figure; ends are the series with labels at the right end of the chart. */
  draw({ option, label, notes = [], caption = '', table, ends = [], click = () => {} }) {
    this.notes.replaceChildren(...items(notes));
    this.notes.hidden = notes.length === 0;
    this.place.hidden = !option;
    this.caption.textContent = caption;
    this.table.show(table);
    this.click = click;
    if (!option) {
      this.finished = Promise.resolve();
      return;
    }
    this.finished = new Promise(resolve => { this.#resolveFinished = resolve; });
    this.place.setAttribute('aria-label', label + '. The numbers are in the table below.');
    this.place.style.minHeight = ends.length * Figure.#LABEL_HEIGHT + option.grid.top + option.grid.bottom + 'px';
    this.chart ??= this.#create();
    this.chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', color: css('ink') }, ...option }, true);
    this.ends = ends;
    this.#resize();
  }

  #create() {
    const chart = echarts.init(this.place, null, { renderer: 'svg' });
    chart.on('click', hit => this.click(hit));
    chart.on('finished', () => this.#resolveFinished());
    this.observer = new ResizeObserver(() => this.#resize());
    this.observer.observe(this.place);
    return chart;
  }

  #resize() {
    if (this.place.hidden) return;
    if (this.chart.getWidth() !== this.place.clientWidth || this.chart.getHeight() !== this.place.clientHeight) this.chart.resize();
    this.#spreadEndLabels();
    this.chart.getZr().flush(); // The browser prints before the next animation frame.
  }

  /** Highlights the series with a name; without a name, no series is highlighted. */
  highlight(name) {
    if (!this.chart || this.place.hidden) return;
    this.chart.dispatchAction({ type: 'downplay' });
    if (name !== undefined) this.chart.dispatchAction({ type: 'highlight', seriesName: name });
  }

  /** Moves labels at the ends of lines so that they overlap neither each other nor the horizontal axis. */
  #spreadEndLabels() {
    if (this.ends.length === 0) return;
    const { top, bottom } = this.chart.getOption().grid[0];
    const labels = this.ends.map(end => ({ id: end.id, from: this.chart.convertToPixel({ yAxisIndex: 0 }, end.y) }))
      .sort((a, b) => a.from - b.from);
    let free = top;
    for (const label of labels) {
      label.to = Math.max(label.from, free);
      free = label.to + Figure.#LABEL_HEIGHT;
    }
    let last = this.chart.getHeight() - bottom - Figure.#LABEL_HEIGHT / 2;
    for (const label of labels.reverse()) {
      label.to = Math.min(label.to, last);
      last = label.to - Figure.#LABEL_HEIGHT;
    }
    this.chart.setOption({ series: labels.map(label => ({ id: label.id, endLabel: { offset: [0, label.to - label.from] } })) });
  }

  remove() {
    this.observer?.disconnect();
    this.chart?.dispose();
  }
}
