/** How a paper looks: one scale of sizes, one ink, one accent; everything still reads in black and white. */
export const ink = '#1f2328'
export const quiet = '#5a606b'
export const accent = '#0f5c63'
export const hairline = '#cfcbc1'
export const tint = '#f3f1ea'
export const alarm = '#8c2a17'
export const watermark = '#f0eee8'

export const size = { display: 19, name: 13, heading: 11.5, text: 9.4, table: 8.6, small: 7.8, tiny: 7 } as const

/** Line height as a multiple of the size: DejaVu is a large face and wants air. */
export const leading = 1.42

export const pageSizes = { letter: [612, 792], a4: [595.28, 841.89] } as const
export type PageSize = keyof typeof pageSizes

export const margin = { left: 60, right: 60, top: 84, bottom: 66 } as const
