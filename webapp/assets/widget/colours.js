/** Colours that can be read, whatever colour a tenant has chosen (WCAG 2.2, contrast ratios). */

/** Of text and what is behind it. */
const READABLE = 4.5;

/** @param {string} colour #rrggbb */
function channels(colour) {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @returns {number} from 1 to 21 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written on the colour: black or white, whichever is easier to read. */
export function textOn(colour) {
  return contrast(colour, "#ffffff") >= contrast(colour, "#000000") ? "#ffffff" : "#000000";
}

/** The colour, as far moved towards black or white as text on the ground needs it. */
export function legible(colour, ground) {
  const goal = channels(textOn(ground));
  let found = colour;
  for (let step = 1; contrast(found, ground) < READABLE && step <= 20; step++) {
    const mixed = channels(colour).map((value, at) => Math.round(value + ((goal[at] - value) * step) / 20));
    found = "#" + mixed.map((value) => value.toString(16).padStart(2, "0")).join("");
  }
  return found;
}
