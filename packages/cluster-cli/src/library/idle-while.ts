import type { LabChannel } from '@understudy/lab-channel'

/** While something from the lab is awaited its clock may jump; several waits may overlap. */
export function idleWhile({
  work,
}: Pick<LabChannel, 'work'>): <T>(waited: Promise<T>) => Promise<T> {
  let waits = 0
  return async (waited) => {
    if (waits === 0) work.end()
    waits += 1
    try {
      return await waited
    } finally {
      waits -= 1
      if (waits === 0) work.begin()
    }
  }
}
