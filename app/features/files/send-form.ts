/** What a form was answered with; status 0 where the line broke or it was stopped. */
export type Answered = Pick<XMLHttpRequest, 'status' | 'responseText'>;

/**
 * Posts a form with files, telling how far it is, and asks for JSON in place of being led on.
 * @param onShare the share of its bytes that has gone out, 0 to 1
 */
export function sendForm(
  to: string,
  body: FormData,
  onShare: (share: number) => void,
  headers: Record<string, string> = {},
): { answered: Promise<Answered>; stop: () => void } {
  const request = new XMLHttpRequest();
  const answered = new Promise<Answered>((done) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(loaded / total);
    request.onloadend = () => done(request);
  });
  request.open('POST', to);
  request.setRequestHeader('Accept', 'application/json');
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.send(body);
  return { answered, stop: () => request.abort() };
}
