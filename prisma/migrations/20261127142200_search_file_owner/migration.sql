-- >>> by hand: what the schema language cannot say
-- A file that comes to belong to something else is looked at again: only those of conversations are found.
CREATE TRIGGER search_touch_owner AFTER UPDATE OF owner_kind ON file
  FOR EACH ROW WHEN (NEW.owner_kind IS DISTINCT FROM OLD.owner_kind)
  EXECUTE FUNCTION search_touch('attachment', 'id');
-- <<< by hand
