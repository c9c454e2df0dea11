-- Which packages' files lie in which bucket, and which core puts them there just now. It is about the bucket, not the credential for
-- it: that may be entered anew.
create table bucket_delivery (
    resource_host_id varchar(36) not null,
    bucket varchar(64) not null,
    package_id varchar(36) not null,
    delivered boolean default false not null,
    owner varchar(36) default '' not null,
    changed_at ${timestamp} not null,
    primary key (resource_host_id, bucket, package_id),
    constraint bucket_delivery_host foreign key (resource_host_id) references resource_host (id) on delete cascade
);
