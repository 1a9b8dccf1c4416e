/*
 * What people see of an appliance (WEB-01 to WEB-06): /login, /appliance and the portal as HTML that needs no script, from the
 * one table of operations. A daemon drives it so: `find` the page of a path, ask the operations that it `reads`, and `draw` it from
 * their answers; of a form that was sent, `inputFrom` makes the input of its operation. Pure: it asks nobody anything itself.
 */
export { fileNameOf } from './files.ts'
export { type Entered, inputFrom } from './forms/form-input.ts'
export { isLanguage, type Language, languageFor, languages } from './languages/language.ts'
export type { Words } from './languages/words.ts'
export { assets } from './look/assets.ts'
export { type PlacedPage, placedPages } from './menu/menu.ts'
export { mayAsk } from './menu/visible.ts'
export { openPages, type Pages } from './open-pages.tsx'
export type { AnyAnswers, Asked, BoxFacts, View } from './pages/view.ts'
export { languageRoute, logoutPath, pagePaths, startPaths } from './paths.ts'
