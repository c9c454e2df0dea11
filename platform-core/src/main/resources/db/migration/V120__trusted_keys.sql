create table trusted_key (
    id varchar(36) not null primary key,
    key_id varchar(71) not null,
    name varchar(100) not null,
    public_key varchar(1000) not null,
    added_at ${timestamp} not null,
    added_by varchar(200) not null,
    revoked_at ${timestamp},
    revoked_by varchar(200),
    revoked_why varchar(500),
    revision bigint not null,
    constraint trusted_key_once unique (key_id)
);

alter table plugin_package add column verdict varchar(16) default 'UNSIGNED' not null;
alter table plugin_package add column signer varchar(71);
alter table plugin_package add column registered_by varchar(200);
alter table plugin_package add column accepted_unsigned boolean default false not null;
alter table plugin_package add column accepted_older boolean default false not null;
create index plugin_package_signer on plugin_package (signer);

-- What was registered before anybody was asked goes on to be launched.
update plugin_package set accepted_unsigned = true where state <> 'UPLOADED';

-- The list of a package and its signature, in base64: what the verdict is judged of, without the archive.
create table package_seal (
    package_id varchar(36) not null primary key,
    list ${longtext} not null,
    signature ${longtext} not null
);

-- Every version that was ever here; a package that is deleted leaves its row.
create table seen_version (
    plugin varchar(64) not null,
    version varchar(64) not null,
    seen_at ${timestamp} not null,
    primary key (plugin, version)
);
insert into seen_version (plugin, version, seen_at) select name, version, uploaded_at from plugin_package;
