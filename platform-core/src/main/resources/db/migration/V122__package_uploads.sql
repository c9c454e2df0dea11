-- Uploads that come in pieces; a piece is an object of its own until all are there.
create table package_upload (
    id varchar(36) not null primary key,
    size_bytes bigint not null,
    digest varchar(71) not null,
    received bigint not null,
    begun_at ${timestamp} not null,
    begun_by varchar(200) not null,
    touched_at ${timestamp} not null
);

create table package_upload_piece (
    upload_id varchar(36) not null,
    start_at bigint not null,
    size_bytes bigint not null,
    object_key varchar(200) not null,
    primary key (upload_id, start_at)
);
