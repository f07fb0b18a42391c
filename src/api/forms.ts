/**
 * Reads a form (biểu mẫu) that was sent; null for none. What is too large is not read at all, so its length has to be
 * stated, as browsers do.
 */
export async function formWithin(request: Request, mostBytes: number): Promise<FormData | 'tooLarge' | null> {
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
  if (!(length <= mostBytes)) return 'tooLarge';
  return request.formData().catch(() => null);
}
