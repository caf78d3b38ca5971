/** The parts of a map that are there before anything is drawn, in place of those that keep room for it. */
/* Around Streamlit 1.67: it sends the markup of a component again with every change of its data. */

const PARTS = `
<svg class="patterns" aria-hidden="true">
  <g id="dot"><rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.3" fill="#595959"/></g>
  <g id="stripe"><rect width="6" height="6" fill="#fff"/><rect width="2" height="6" fill="#767676"/></g>
  <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><use href="#dot"/></pattern>
  <pattern id="dots-map" href="#dots"/>
  <pattern id="dots-inset" href="#dots"/>
  <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><use href="#stripe"/></pattern>
  <pattern id="stripes-map" href="#stripes"/>
  <pattern id="stripes-inset" href="#stripes"/>
</svg>
<div class="stage">
  <svg class="picture" role="group" tabindex="-1">
    <g class="areas"></g><g class="insets"></g><g class="regions"></g><g class="marks"></g>
  </svg>
  <p class="tip" aria-hidden="true" hidden></p>
  <div class="aside">
    <div class="card"><p class="words" aria-hidden="true"></p><div class="detail" role="group" hidden></div></div>
    <ul class="shares" aria-label="Regions"></ul>
    <ul class="legend" aria-label="Legend"></ul>
  </div>
</div>
<div class="list"></div>
<p class="note">Each hexagon is one local authority, placed near its neighbours. Size does not mean anything.</p>
<details class="table">
  <summary></summary>
  <div class="frame" role="region" tabindex="0" aria-label="Table of authorities">
    <table><caption></caption><thead><tr class="heads"></tr></thead><tbody></tbody></table>
  </div>
</details>
`

/** Put the parts into a map, once. */
export function fill(root) {
  if (!root.querySelector(".picture")) root.replaceChildren(document.createRange().createContextualFragment(PARTS))
  return root
}
