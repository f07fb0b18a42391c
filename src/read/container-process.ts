import { CONTAINERS, type ContainerJob } from './containers.ts';

/** Reads one file, and ends. What it throws, and what its libraries leave unhandled, ends this process with it. */
process.once('disconnect', () => process.exit()); // nobody waits for the answer any more
process.once('message', async ({ container, bytes }: ContainerJob) => {
  const read = await CONTAINERS[container].read(bytes);
  process.send?.(read, () => process.exit());
});
