/** The values of a stream of JSON lines, each as soon as its line is whole. */
export async function* jsonLines<Value>(body: ReadableStream<Uint8Array>): AsyncIterable<Value> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Value;
  }
}
