-- >>> by hand
-- Whether the consent in force gives this to the caller's hospital: by name, or as one that is asked.
CREATE FUNCTION consent_gives(case_id uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM consent c
    WHERE c.referral_id = case_id AND c.withdrawn_at IS NULL
      AND (c.valid_to IS NULL OR c.valid_to >= day_in_japan())
      AND NOT EXISTS (SELECT 1 FROM consent later
        WHERE later.referral_id = c.referral_id AND later.version > c.version)
      AND c.covers @> ARRAY['hospital', wanted]
      AND (forum_org() = ANY (c.org_ids)
        OR (c.org_class = 'offeredHospitals' AND EXISTS (SELECT 1 FROM offer k
          WHERE k.referral_id = c.referral_id AND k.org_id = forum_org() AND k.status <> 'queued'))))
$$;

-- Who carries the case reaches its papers; a hospital its own while it has the case, and the others as far as
-- its stage and the consent go. A signed consent names other hospitals: it stays with those who carry the case.
ALTER POLICY case_paper_reach ON case_paper
  USING (referral_carries(referral_id)
    OR (referral_reaches(referral_id, ARRAY['identified'])
      AND (org_id = forum_org() OR (kind <> 'consent' AND consent_gives(referral_id, 'documents'))))
    OR (released_at IS NOT NULL AND referral_reaches(referral_id, ARRAY['teaser', 'clinical'])
      AND consent_gives(referral_id, 'documents')));
-- <<< by hand
