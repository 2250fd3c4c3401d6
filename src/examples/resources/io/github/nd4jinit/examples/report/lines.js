// Charts of lines.
'use strict';

const CROSS = 'path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z';

/** More symbols than this on a line are a smear. */
const MANY = 100;

/**
 * The least and the greatest that an axis shows: all values, if they lie within so many decades of each other, and else so many
 * decades to both sides of the median of some references. An axis that is not logarithmic ends at ten times that median.
 */
function limits(values, references, log, [below, above]) {
  const positive = numbers => numbers.filter(value => Number.isFinite(value) && value > 0);
  const sorted = positive(references).sort((a, b) => a - b);
  if (sorted.length === 0) return [-Infinity, Infinity];
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!log) return [-Infinity, 10 * median];
  const drawn = positive(values);
  if (greatest(drawn) / least(drawn) <= 10 ** (below + above)) return [0, Infinity];
  const decade = Math.round(Math.log10(median));
  return [10 ** (decade - below), 10 ** (decade + above)];
}

const powerBelow = value => 10 ** (Math.ceil(Math.log10(value)) - 1);
const powerAbove = value => 10 ** (Math.floor(Math.log10(value)) + 1);

/**
 * A chart of lines {name, color, symbol, points: [[x, y, low, high]], mark}. What has no place in it, a line of text tells.
 *
 * @param lines the lines; a mark is the point at which a run was lost
 * @param x what the horizontal axis counts
 * @param places the names of what it counts, from 0; without, it is a number
 * @param level where a dashed line is, if there is one
 */
function lineChart({ lines, x, places, log, edges: [bottom, top], scale, level }) {
  const drawable = y => Number.isFinite(y) && (!log || y > 0);
  const isInside = y => y <= top && y >= bottom;
  const placeName = at => places ? places[at] : `${x} ${at}`;
  const drawn = lines.filter(line => line.points.some(point => drawable(point[1])));
  const notes = outside();
  if (drawn.length === 0) return { option: null, notes, ends: [], last: '' };

  const values = drawn.flatMap(line => line.points.map(point => point[1])).filter(drawable);
  const left = least(drawn.map(line => line.points[0][0]));
  const right = greatest(drawn.map(line => line.points.at(-1)[0]));
  const reaches = line => line.points.at(-1)[0] === right && drawable(line.points.at(-1)[1]) && isInside(line.points.at(-1)[1]);
  const ends = drawn.filter(reaches).map(line => ({ id: 'line ' + line.name, y: line.points.at(-1)[1] }));
  const series = drawn.flatMap(line => [...band(line), {
    type: 'line', id: 'line ' + line.name, name: line.name, data: labelled(line),
    color: line.color, lineStyle: { width: 2 }, clip: true,
    symbol: line.symbol, symbolSize: 6, showAllSymbol: true, showSymbol: line.points.length <= MANY,
    emphasis: { focus: 'series', lineStyle: { width: 3.5 } }, blur: { lineStyle: { opacity: 0.15 }, itemStyle: { opacity: 0.15 } },
    endLabel: {
      show: reaches(line), formatter: () => '{dot|●} ' + short(line.name), color: css('ink'), fontSize: 12,
      rich: { dot: { color: line.color } },
    },
    markPoint: line.mark && isInside(line.mark[1]) ? {
      symbol: CROSS, symbolSize: 13, silent: true, data: [{ coord: line.mark.slice(0, 2) }], label: { show: false },
      itemStyle: { color: line.color, borderColor: css('ground'), borderWidth: 1 },
    } : undefined,
  }]);
  if (level) {
    series.push({
      type: 'line', id: 'level', data: [[left, level], [right, level]], symbol: 'none', silent: true, color: css('faint'),
      lineStyle: { width: 1, type: 'dashed' },
    });
  }
  const across = { ...axis(), nameLocation: 'middle', nameGap: 28, splitLine: { show: false } };
  return {
    notes,
    ends,
    last: drawn.map(line => `${line.name} ${scale(line.points.at(-1)[1])}`).join(', '),
    option: {
      grid: { left: 58, right: isNarrow() ? 116 : 172, top: 14, bottom: places ? 28 : 48 },
      tooltip: {
        ...tooltip(), trigger: 'axis',
        formatter: hits => [`<b>${escaped(placeName(hits[0].value[0]))}</b>`,
          ...hits.filter(hit => hit.seriesType === 'line' && hit.seriesId !== 'level' && hit.value[1] !== null)
            .sort((a, b) => b.value[1] - a.value[1])
            .map(hit => `${hit.marker}${escaped(hit.seriesName)} <b>${escaped(scale(hit.value[1]))}</b>`)].join('<br>'),
      },
      xAxis: places
        ? {
          ...across, type: 'category', data: places, boundaryGap: false,
          axisLabel: { ...across.axisLabel, formatter: short, showMaxLabel: true, alignMinLabel: 'left', alignMaxLabel: 'right' },
        }
        : { ...across, type: 'value', name: x, min: left, max: right, minInterval: 1 },
      yAxis: {
        ...axis(), type: log ? 'log' : 'value',
        axisLabel: { color: css('faint'), formatter: scale === percent ? value => `${Math.round(100 * value)} %` : tick },
        ...(log ? { min: Math.max(bottom, powerBelow(least(values))), max: Math.min(top, powerAbove(greatest(values))) }
          : { max: greatest(values) > top ? top : null }),
      },
      series,
    },
  };

  /** The points; the last that is seen has the line's name, if the line does not reach the end, where it has it else. */
  function labelled(line) {
    const named = reaches(line) ? null : line.points.findLast(point => drawable(point[1]) && isInside(point[1]));
    const label = { show: true, position: 'right', distance: 8, formatter: () => short(line.name), color: css('ink'), fontSize: 12 };
    return line.points.map(point => {
      const value = [point[0], drawable(point[1]) ? point[1] : null];
      return point === named ? { value, label } : value;
    });
  }

  /** Which lines have numbers that cannot be seen, and where. */
  function outside() {
    const kinds = [
      ['No finite number', y => !Number.isFinite(y)],
      ['0 or less, which a logarithmic axis cannot show', y => log && y <= 0],
      ['Below the lower edge', y => log && y > 0 && y < bottom],
      ['Above the upper edge', y => y > top],
    ];
    return kinds.flatMap(([what, applies]) => {
      const told = lines.flatMap(line => {
        const hit = line.points.filter(point => applies(point[1] ?? NaN));
        if (hit.length === 0) return [];
        return hit.length === line.points.length ? [`${line.name} (everywhere)`]
          : [`${line.name} (${hit.length} of ${line.points.length} ${x}s, ${placeName(hit[0][0])}${hit.length > 1 ? ' first' : ''})`];
      });
      return told.length === 0 ? [] : [`${what}: ${told.join(', ')}.`];
    });
  }

  /** From the least to the greatest; none where they are the same. */
  function band(line) {
    if (line.points.every(point => point[2] === undefined || point[2] === point[3])) return [];
    const floor = log ? Math.max(bottom, least(values)) / 10 : -Infinity;
    const kept = value => Math.max(floor, Math.min(value, top * 10));
    return [{
      type: 'custom', name: line.name, silent: true, clip: true, z: 1,
      data: line.points.map(point => [point[0], kept(point[2]), kept(point[3])]), encode: { x: 0, y: [1, 2] },
      renderItem: (parameters, api) => parameters.dataIndex > 0 ? null : {
        type: 'polygon',
        shape: {
          points: [...line.points.map(point => api.coord([point[0], kept(point[2])])),
            ...line.points.map(point => api.coord([point[0], kept(point[3])])).reverse()],
        },
        style: { fill: line.color, opacity: 0.15 }, blur: { style: { opacity: 0.03 } },
      },
    }];
  }
}
