const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The search and the people that an address names: `?q=…&to=…&to=…`. */
export function chosenIn(url: URL): { q: string; to: string[] } {
  const to = url.searchParams.getAll('to').filter((id) => UUID.test(id));
  return { q: (url.searchParams.get('q') ?? '').slice(0, 100), to: [...new Set(to)].slice(0, 11) };
}

/** The people of a form. */
export function peopleIn(form: FormData): string[] {
  return form.getAll('personIds').filter((id): id is string => typeof id === 'string');
}
