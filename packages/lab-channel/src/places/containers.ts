/**
 * A lab whose processes have a container each (LAB-02): they listen on the interfaces of their own container, and find the hub
 * by the name of its service. The network that they share is the lab's alone; nothing of it is published but by its compose file.
 */
export const containers = {
  host: '0.0.0.0',
  hubHost: 'network',
} as const
