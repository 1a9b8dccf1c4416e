import type { ApplianceReading } from '@understudy/shared'

/** What a load balancer is told at `/check_health`: a status and a sentence, and nothing else (P 3.6). */
export interface ProbeAnswer {
  readonly status: 200 | 500
  readonly text: string
}

/** 200 where clients are served: a backup, and one that is interrupted, get no traffic. */
export const probeAnswer = ({
  refusalToServe,
}: Pick<ApplianceReading, 'refusalToServe'>): ProbeAnswer =>
  refusalToServe === null
    ? { status: 200, text: 'The appliance is healthy.' }
    : { status: 500, text: refusalToServe.message }
