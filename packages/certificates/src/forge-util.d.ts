declare module 'node-forge/lib/util.js' {
  import { util } from 'node-forge'
  export default util
}
