-- No two variants on sale of one product have the same options: nobody could choose between them. Judged at the end of a transaction, so that
-- two may swap their options, and only of what is new or changes in it: a shop that has such variants keeps them, and each goes on selling
-- until somebody gives it other options or archives it. Archived ones may be like any other. The product's lock lets one judge at a time.
CREATE FUNCTION variants_distinct() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  judged variants;
BEGIN
  PERFORM FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
  SELECT * INTO judged FROM variants WHERE id = NEW.id AND status = 'ACTIVE';
  IF EXISTS (
    SELECT FROM variants v
    WHERE v.product_id = judged.product_id AND v.status = 'ACTIVE' AND v.options = judged.options AND v.id <> judged.id
  ) THEN
    RAISE check_violation USING MESSAGE = format('variant %s has the options of another', judged.sku), CONSTRAINT = 'variants_distinct', TABLE = 'variants';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER variants_distinct AFTER INSERT ON variants
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status = 'ACTIVE') EXECUTE FUNCTION variants_distinct();
CREATE CONSTRAINT TRIGGER variants_stay_distinct AFTER UPDATE OF product_id, options, status ON variants
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status = 'ACTIVE' AND (OLD.product_id, OLD.options, OLD.status) IS DISTINCT FROM (NEW.product_id, NEW.options, NEW.status))
  EXECUTE FUNCTION variants_distinct();
