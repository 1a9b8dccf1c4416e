/**
 * A lab whose processes have a container each (LAB-02): they listen on their own container's interfaces and find the
 * hub by its service name. The network they share is the lab's alone; only its compose file publishes anything of it.
 */
export const containers = {
  host: '0.0.0.0',
  hubHost: 'network',
  metricsPort: 9470,
} as const
