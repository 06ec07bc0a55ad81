import { legible, textOn } from "./colours.js";

/** How a widget looks. A sheet of its own, so that no page's policy has to allow inline styles. */

const GROUNDS = {
  light: { ground: "#ffffff", raised: "#f1f3f7", text: "#1b1f27", muted: "#545b69", line: "#8a92a3", bad: "#a3261c" },
  dark: { ground: "#15181e", raised: "#232833", text: "#eceff4", muted: "#aab3c2", line: "#737d8f", bad: "#ff9f94" },
};

/** @param {"light" | "dark"} theme @param {string} colour */
function variables(theme, colour) {
  const ground = GROUNDS[theme];
  const all = { ...ground, accent: colour, "on-accent": textOn(colour), link: legible(colour, ground.raised) };
  return `color-scheme:${theme};` + Object.entries(all).map(([name, value]) => `--${name}:${value}`).join(";");
}

/**
 * @param {{ colour: string, theme: string }} config
 * @returns {CSSStyleSheet}
 */
export function sheet({ colour, theme }) {
  const chosen = /^#[0-9a-f]{6}$/.test(colour) ? colour : "#1f5fbf";
  const first = theme === "dark" ? "dark" : "light";
  const css = [`:host{all:initial;${variables(first, chosen)}}`, LAYOUT, TALK, FORMS];
  if (theme === "auto") {
    css.push(`@media (prefers-color-scheme:dark){:host{${variables("dark", chosen)}}}`);
  }
  const made = new CSSStyleSheet();
  made.replaceSync(css.join("\n"));
  return made;
}

const LAYOUT = `
*{box-sizing:border-box}
:host{font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;color:var(--text)}
[hidden]{display:none!important}
button,input,textarea{font:inherit;color:inherit}
button{min-height:44px;min-width:44px;cursor:pointer;border:1px solid var(--line);border-radius:10px;background:var(--ground);padding:6px 12px}
button:hover{background:var(--raised)}
button:disabled{cursor:default;opacity:.6}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
svg{width:22px;height:22px;fill:currentColor;display:block;margin:auto}
.launcher{position:fixed;z-index:2147483000;inset-block-end:max(16px,env(safe-area-inset-bottom));inset-inline-end:16px;width:60px;height:60px;border-radius:50%;padding:0;border:2px solid var(--ground);background:var(--accent);color:var(--on-accent);box-shadow:0 4px 16px #0005}
.launcher:hover{background:var(--accent);filter:brightness(1.08)}
.start .launcher,.start .panel{inset-inline:16px auto}
.panel{position:fixed;z-index:2147483001;inset-block-end:16px;inset-inline-end:16px;display:flex;flex-direction:column;width:min(410px,calc(100vw - 32px));height:min(660px,calc(100dvh - 32px));background:var(--ground);border:1px solid var(--line);border-radius:16px;box-shadow:0 8px 40px #0006;overflow:hidden}
@media (max-width:480px){.panel,.start .panel{inset:0;width:100%;height:100dvh;border:0;border-radius:0;padding-block-end:env(safe-area-inset-bottom)}}
@media (prefers-reduced-motion:no-preference){.panel{animation:rise .16s ease-out}@keyframes rise{from{transform:translateY(12px)}}}
.head{display:flex;align-items:center;gap:2px;padding:6px 8px;background:var(--accent);color:var(--on-accent)}
.head h2{flex:1;min-width:0;margin:0 6px;font-size:1.05em;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.head img{width:32px;height:32px;border-radius:6px;object-fit:contain}
.head button{border:0;background:none;padding:0;flex:none}
.head button:hover{background:#0003}
.head :focus-visible{outline-color:currentColor;outline-offset:-4px}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;

const TALK = `
.log{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:16px;display:flex;flex-direction:column;gap:12px}
.question,.answer{max-width:88%;padding:8px 14px;border-radius:14px;overflow-wrap:anywhere}
.question{align-self:flex-end;background:var(--accent);color:var(--on-accent);white-space:pre-wrap;border-end-end-radius:4px}
.answer{align-self:flex-start;background:var(--raised);border-end-start-radius:4px}
.answer>:first-child,.text>:first-child{margin-block-start:0}
.text>:last-child{margin-block-end:0}
.answer p,.answer ul,.answer ol,.answer pre,.answer blockquote{margin:0 0 .6em}
.answer h3,.answer h4,.answer h5,.answer h6{margin:.8em 0 .3em;font-size:1.05em}
.answer ul,.answer ol{padding-inline-start:1.4em}
.answer li p{margin:0}
.answer a{color:var(--link)}
.md-host{color:var(--muted);font-size:.85em}
.md-citation{display:inline-block;min-width:24px;min-height:24px;padding:0 5px;margin:0 1px;border-radius:7px;font-size:.85em;line-height:1.4;color:var(--link)}
.md-table{overflow-x:auto;margin-block-end:.6em}
table{border-collapse:collapse}
td,th{border:1px solid var(--line);padding:3px 8px;text-align:start}
pre{overflow-x:auto;background:var(--ground);padding:8px;border-radius:8px}
code{font-family:ui-monospace,Consolas,monospace;font-size:.9em}
blockquote{border-inline-start:3px solid var(--line);padding-inline-start:10px;color:var(--muted)}
.note{color:var(--muted);font-size:.88em;margin:.4em 0 0}
.bad{color:var(--bad)}
.tools{display:flex;flex-wrap:wrap;gap:6px;margin-block-start:8px}
.tools button,.suggestions button{font-size:.9em;padding:4px 12px}
summary{min-height:44px;display:flex;align-items:center;cursor:pointer;color:var(--link);font-size:.9em}
summary::before{content:"▸";margin-inline-end:6px}
details[open]>summary::before{content:"▾"}
.source{border-block-start:1px solid var(--line);padding:8px 0;font-size:.88em}
.source:focus{background:var(--ground)}
.source q{display:block;quotes:none;color:var(--muted);white-space:pre-line;max-height:11em;overflow-y:auto}
.suggestions{display:flex;flex-direction:column;align-items:flex-start;gap:6px;list-style:none;margin:0;padding:0}
.suggestions button{text-align:start;border-color:var(--link);color:var(--link)}
.caret::after{content:"▍";color:var(--link)}
@media (prefers-reduced-motion:no-preference){.caret::after{animation:blink 1s steps(2) infinite}@keyframes blink{50%{opacity:0}}}
.jump{position:absolute;inset-inline:0;margin:auto;width:max-content;inset-block-end:8px;box-shadow:0 2px 8px #0004}
.middle{position:relative;flex:1;min-height:0;display:flex;flex-direction:column}`;

const FORMS = `
.composer{display:flex;align-items:flex-end;gap:8px;padding:10px 12px 6px;border-block-start:1px solid var(--line)}
textarea,input:not([type=checkbox]){width:100%;border:1px solid var(--line);border-radius:10px;background:var(--ground);padding:9px 12px;min-height:44px}
::placeholder{color:var(--muted);opacity:1}
textarea{resize:none;max-height:9em;overflow-y:auto}
.go{flex:none;padding:0;background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
.go:hover{background:var(--accent);filter:brightness(1.08)}
.foot{margin:0;padding:0 14px 8px;color:var(--muted);font-size:.8em}
.foot a{color:inherit}
.count{color:var(--bad)}
.consent{padding:12px 14px;border-block-start:1px solid var(--line);display:flex;flex-direction:column;gap:8px;align-items:flex-start}
.consent p{margin:0;white-space:pre-line;max-height:10em;overflow-y:auto}
.consent a{color:var(--link)}
.inquiry{align-self:stretch;display:flex;flex-direction:column;gap:8px;background:var(--raised);padding:12px;border-radius:14px}
.inquiry label{display:block;font-size:.9em}
.inquiry label.tick{display:flex;gap:8px;align-items:center;min-height:44px}
.inquiry input[type=checkbox]{width:22px;height:22px}
.trap{position:absolute;inset-inline-start:-9999px}`;
