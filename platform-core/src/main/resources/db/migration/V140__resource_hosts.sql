-- Proves that the master key is the one that this database's secrets were sealed with.
create table sealing_witness (
    id integer not null primary key,
    sealed varchar(500) not null
);

-- How a host is signed in to (the secret sealed), and how much may be put there.
alter table resource_host add column login varchar(128);
alter table resource_host add column sealed_secret ${longtext};
alter table resource_host add column tls boolean default false not null;
alter table resource_host add column most_items integer;
alter table resource_host add column revision bigint default 0 not null;
