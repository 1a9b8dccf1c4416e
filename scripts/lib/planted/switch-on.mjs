// Plants one defect in whatever runs next: `UNDERSTUDY_PLANTED=NAME node --import ./scripts/lib/planted/switch-on.mjs FILE`. For the
// tests that are to notice it; the core's table of decisions is changed in this process only.
import { soundDecisions } from '@understudy/appliance-core'
import { plantedDefects } from '@understudy/appliance-core/planted'

const name = process.env.UNDERSTUDY_PLANTED
const defect = plantedDefects.find((one) => one.name === name)
if (defect === undefined) throw new Error(`no planted defect is called ${name}`)
Object.assign(soundDecisions, defect.decisions)
