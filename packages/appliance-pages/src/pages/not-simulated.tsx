import { page } from './page.ts'

/** A page of the product that the guides' procedures do not use (WEB-03). */
export const notSimulated = page({
  title: 'frame.not-simulated-title',
  reads: () => ({}),
  draw: ({ words }) => <p class="quiet">{words.text('frame.not-simulated')}</p>,
})
