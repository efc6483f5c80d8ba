import { useLoaderData } from '@remix-run/react';

export const meta = () => [{ title: 'Twenty posts' }];

export async function loader({ context }) {
  const { rows } = await context.pool.query({
    name: 'posts',
    text: 'SELECT id, author, body, at FROM post ORDER BY seq DESC LIMIT 20',
  });
  return { posts: rows.map((post) => ({ ...post, at: post.at.toISOString() })) };
}

export default function Posts() {
  const { posts } = useLoaderData();
  return (
    <main>
      <h1>Twenty posts</h1>
      <ol>
        {posts.map((post) => (
          <li key={post.id}>
            <article>
              <p>
                <strong>{post.author}</strong>{' '}
                <time dateTime={post.at}>{post.at.slice(11, 16)}</time>
              </p>
              <div dangerouslySetInnerHTML={{ __html: post.body }} />
            </article>
          </li>
        ))}
      </ol>
    </main>
  );
}
