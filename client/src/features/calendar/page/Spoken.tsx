import { useEffect, useState } from 'react';

/** Says a text once it is known, and again only when what it is `about` changes: live counts are not spoken. */
export function Spoken({ about, text }: { about: string; text: string | null }) {
  const [said, setSaid] = useState({ about: '', text: '' });
  const [first] = useState(about);
  useEffect(() => {
    // The page itself says what it opens with.
    if (text !== null && about !== said.about)
      setSaid({ about, text: about === first && said.about === '' ? '' : text });
  }, [about, text, said.about, first]);
  return (
    <p className="hidden-text" role="status">
      {said.text}
    </p>
  );
}
