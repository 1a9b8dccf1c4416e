/** The vendor's update server. */
export const updateServerDecisions = {
  /** What was saved by hand before its process died is not offered by the next one (UPD-04). */
  downloadedBefore: (kept: readonly string[]): readonly string[] => kept,
}
