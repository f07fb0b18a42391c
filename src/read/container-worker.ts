import { parentPort, workerData } from 'node:worker_threads';
import { CONTAINERS, type ContainerJob } from './containers.ts';

/** Reads one file, and ends. What it throws, and what its libraries leave unhandled, ends the thread with it. */
const { container, bytes } = workerData as ContainerJob;
parentPort?.postMessage(await CONTAINERS[container].read(bytes));
