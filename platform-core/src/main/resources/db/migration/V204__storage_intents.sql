-- The core that writes or removes the object, and whether a sweep has claimed it: then it is not to be kept any more.
alter table storage_intent add column owner varchar(36) default '' not null;
alter table storage_intent add column swept integer default 0 not null;
