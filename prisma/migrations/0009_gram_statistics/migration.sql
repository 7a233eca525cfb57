-- How a search is answered (by the index of grams, or along popularity) follows from how frequent Postgres believes a gram to be. With the
-- usual sample it knows a thousand of them, and takes all others for as frequent as the rarest of those: at a million products it then walks
-- through the whole shop for a word that no name begins with. Ten thousand grams hold what is frequent in any shop.
ALTER TABLE product_listings ALTER COLUMN grams SET STATISTICS 1000;
