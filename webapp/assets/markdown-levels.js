/**
 * The levels of headings, whatever signs a model begins with and leaves out: none is skipped.
 *
 * @param {number} first level of the first heading
 * @returns {(depth: number) => number} the level of the next one, by the number of its signs
 */
export function levels(first) {
  /** @type {number[]} */
  const open = [];
  return (depth) => {
    while (open.length > 0 && open[open.length - 1] >= depth) {
      open.pop();
    }
    return Math.min(6, first + open.push(depth) - 1);
  };
}
