/**
 * Reads a form (biểu mẫu) that was sent; null for none. What is too large is not read at all, so its length has to be
 * stated, as browsers do.
 */
export async function formWithin(request: Request, mostBytes: number): Promise<FormData | 'tooLarge' | null> {
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
  if (!(length <= mostBytes)) return 'tooLarge';
  return request.formData().catch(() => null);
}

/** Forms that a browser sends, whose answer a person reads; a program that sends one is told in JSON. */
export function isFormOfPerson(request: Request): boolean {
  return (
    request.method === 'POST' &&
    /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/iu.test(
      request.headers.get('content-type') ?? '',
    ) &&
    (request.headers.get('accept') ?? '').includes('text/html')
  );
}
