/**
 * A preload (`node --import …/end-with-parent.ts`) for the children of the supervisor: the process ends when its
 * parent does, however that ended. The parent only has to open an IPC channel (`stdio: [… 'ipc']`): the kernel closes
 * it with the parent, even on SIGKILL, which no signal handler and no process group would tell.
 */

/** How long a server may take to answer what it has begun. */
const GRACE_MS = 5000;

// In a worker thread there is no channel, and nothing to do.
if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a process alive that has done its work.
  process.channel.unref();
}
