-- >>> by hand: what the schema language cannot say
-- Whoever ends a person's place in an organisation, by whatever way, takes with it what was theirs alone
-- there: votes lent to them for it, their seats in its projects, and, in projects where no organisation of
-- theirs is left, what they typed and not sent and what they follow. What they wrote stays.
CREATE FUNCTION still_takes_part(person uuid, project uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  -- A conversation between people is of no project.
  SELECT project IS NULL OR EXISTS (
    SELECT FROM project_member pm JOIN membership m ON m.org_id = pm.org_id
     WHERE pm.project_id = project AND pm.left_at IS NULL AND m.person_id = person AND m.ended_at IS NULL) $$;
CREATE FUNCTION membership_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE vote_proxy SET revoked_at = NEW.ended_at, revoked_by = NEW.person_id
   WHERE to_person_id = NEW.person_id AND org_id = NEW.org_id AND revoked_at IS NULL AND ends_at > NEW.ended_at;
  UPDATE project_person SET left_at = NEW.ended_at
   WHERE person_id = NEW.person_id AND org_id = NEW.org_id AND left_at IS NULL;
  DELETE FROM draft d USING thread t
   WHERE d.person_id = NEW.person_id AND t.id = d.thread_id AND NOT still_takes_part(NEW.person_id, t.project_id);
  DELETE FROM thread_follow f USING thread t
   WHERE f.person_id = NEW.person_id AND t.id = f.thread_id AND NOT still_takes_part(NEW.person_id, t.project_id);
  UPDATE held_post SET state = 'withdrawn', body = '', mentions = '[]', decided_by = NEW.person_id, decided_at = NEW.ended_at
   WHERE author_id = NEW.person_id AND org_id = NEW.org_id AND state = 'waiting';
  RETURN NEW;
END $$;
CREATE TRIGGER membership_ended AFTER UPDATE OF ended_at ON membership
  FOR EACH ROW WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION membership_ended();

-- Whoever comes to lead a project leads the application that is forming in it.
CREATE FUNCTION consortium_lead_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE consortium_seat se SET state = 'left', consent_at = NULL, consent_by = NULL
    FROM consortium cs
   WHERE cs.id = se.consortium_id AND cs.project_id = NEW.id AND cs.state = 'forming'
     AND se.org_id = NEW.lead_org_id AND se.way <> 'lead' AND se.state IN ('waiting', 'accepted');
  UPDATE consortium_seat se SET org_id = NEW.lead_org_id, consent_at = NULL, consent_by = NULL
    FROM consortium cs
   WHERE cs.id = se.consortium_id AND cs.project_id = NEW.id AND cs.state = 'forming'
     AND se.way = 'lead' AND se.state = 'accepted';
  RETURN NEW;
END $$;
CREATE TRIGGER consortium_lead_follows AFTER UPDATE OF lead_org_id ON project
  FOR EACH ROW WHEN (OLD.lead_org_id <> NEW.lead_org_id) EXECUTE FUNCTION consortium_lead_follows();
-- <<< by hand
