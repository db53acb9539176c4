/** The jobs that run now, in the header. */
export function JobsFollower() {
  return null;
}
