/** The code alone, without the pictures and the command line that come with it and that reach for files. */
declare module 'qrcode/lib/core/qrcode.js' {
  export { create } from 'qrcode'
}
