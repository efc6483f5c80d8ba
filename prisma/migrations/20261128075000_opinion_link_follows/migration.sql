-- >>> by hand: what the schema language cannot say
-- A case that leaves its hospital leaves that hospital's video room, whoever moves it. Before the change,
-- while whoever gives the case back may still reach the row.
CREATE FUNCTION opinion_link_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM opinion_link WHERE referral_id = OLD.id AND org_id = OLD.accepted_org_id;
  RETURN NEW;
END $$;
CREATE TRIGGER opinion_link_follows BEFORE UPDATE OF accepted_org_id ON referral
  FOR EACH ROW WHEN (OLD.accepted_org_id IS DISTINCT FROM NEW.accepted_org_id)
  EXECUTE FUNCTION opinion_link_follows();
-- <<< by hand
