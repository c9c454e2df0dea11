-- Where the files of a package lie in its archive, and their digests: one of them is read without bringing the others.
create table package_content (
    package_id varchar(36) not null primary key,
    content ${longtext} not null
);
