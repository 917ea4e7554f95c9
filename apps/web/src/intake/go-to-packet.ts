/** The address no longer holds the token, also not in the history of the browser. */
export function goToPacket() {
  window.location.replace('/p')
}
