/** Names an open list of choices, which lies outside every landmark, for those who go by them. */
/* Around Streamlit 1.67: its open list is found by a name that it does not promise. */

export const OPENED = "[data-testid=stSelectboxVirtualDropdown]"

/** Make an open list a landmark with a name. */
export const named = (list) => Object.assign(list, { role: "region", ariaLabel: "Choices" })
