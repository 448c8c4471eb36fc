# Drives a Request Tracker through its own interface, as its people would: fills it, says "filled NAME ID …", then does
# what each line of its input says and answers "done".
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

sub must { my ($ok, $said) = @_; die "$said\n" unless $ok; return $ok }
sub as { my $user = RT::CurrentUser->new; $user->Load($_[0]); return $user }
sub ticket { my ($who, $id) = @_; my $ticket = RT::Ticket->new(as($who)); $ticket->Load($id); return $ticket }
sub hours {
  my $date = RT::Date->new($RT::SystemUser);
  $date->Set(Format => 'unix', Value => time + 3600 * $_[0]);
  return $date->ISO;
}
sub field {
  my ($id, $name, $value) = @_;
  must(ticket('root', $id)->AddCustomFieldValue(Field => $name, Value => $value));
}
sub create {
  my ($id, undef, $said) = RT::Ticket->new(as('root'))->Create(
    Queue => 'Network', Requestor => 'gil@example.com', Subject => 'Call', @_);
  return must($id, $said);
}

my $root = as('root');
# Mails to people are not what is tested here, and cost most of the time.
my $scrips = RT::Scrips->new($RT::SystemUser);
$scrips->UnLimit;
while (my $scrip = $scrips->Next) { $scrip->SetDisabled(1) if $scrip->Description !~ /open tickets/i }
must(RT::Queue->new($root)->Create(Name => $_)) for qw(Network Mail Changes Visits);
for my $name (qw(Kind Category Location Rating Outcome)) {
  my $field = RT::CustomField->new($root);
  must($field->Create(Name => $name, Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket'));
  must($field->AddToObject(RT::Queue->new($root)));
}
for (['ana', 'Ana Lima', 1], ['cleo', '', 1], ['gil', 'Gil Guest', 0]) {
  my ($name, $real, $staff) = @$_;
  my $user = RT::User->new($root);
  must($user->Create(Name => $name, RealName => $real, Privileged => $staff, EmailAddress => "$name\@example.com"));
  must($user->PrincipalObj->GrantRight(Object => $RT::System, Right => 'SuperUser')) if $staff;
}

my %made = (
  printer => create(Subject => 'Printer', Owner => 'ana', Due => hours(-5), Priority => 100),
  mail => create(Queue => 'Mail', Subject => 'Mail', Due => hours(6), Priority => 50),
  copy => create(Subject => 'Printer again'),
  held => create(Owner => 'cleo', Priority => 75),
  ended => create(Due => hours(1), Priority => 25, Owner => 'ana'),
  turned => create(Queue => 'Mail'),
  change => create(Queue => 'Changes', Subject => 'Switch'),
  visit => create(Queue => 'Visits', Subject => 'Look at it', Owner => 'ana', Starts => hours(2), Due => hours(4)),
);
field($made{printer}, 'Location', 'Lyon');
field($made{printer}, 'Category', 'Hardware');
field($made{mail}, 'Kind', 'Request');
field($made{visit}, 'Location', 'Lyon');
must(ticket('ana', $made{mail})->Correspond(Content => 'We look at it'));
must(ticket('root', $made{held})->SetStatus('stalled'));
must(ticket('ana', $made{ended})->SetStatus('resolved'));
field($made{ended}, 'Rating', 4);
must(ticket('root', $made{turned})->SetStatus('rejected'));
field($made{change}, 'Outcome', 'successful');
must(ticket('root', $made{change})->SetStatus('resolved'));
must(ticket('root', $made{visit})->AddLink(Type => 'RefersTo', Target => $made{printer}));

$| = 1;
print join(' ', 'filled', map { "$_ $made{$_}" } sort keys %made), "\n";
while (my $line = <STDIN>) {
  my ($what, $id, $other) = split ' ', $line;
  my $ticket = ticket('root', $id);
  must($what eq 'status' ? $ticket->SetStatus($other)
    : $what eq 'give' ? $ticket->SetOwner($other, 'Force')
    : $what eq 'merge' ? $ticket->MergeInto($other)
    : $what eq 'answer' ? ticket('ana', $id)->Correspond(Content => 'It is the tray')
    : die "What is $what?\n");
  print "done\n";
}
